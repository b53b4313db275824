// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.webconsole;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.gatewatt.ocpp.SettingRules;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.felix.webconsole.spi.ValidationException;
import org.junit.jupiter.api.Test;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

class EditJudgeTest {

    private final List<String> asked = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private Hashtable<String, Object> stored;
    private final EditJudge judge = new EditJudge(
            new SettingRules() {
                @Override
                public List<String> problems(String pid, Map<String, ?> values) {
                    asked.add(pid + " " + values);
                    return problems;
                }

                @Override
                public Optional<String> undeletable(String pid) {
                    return Optional.of(pid + " stays.").filter(words -> pid.equals("station"));
                }
            },
            admin());

    @Test
    void settingsThatAFormDoesNotListAreKept() throws Exception {
        stored = new Hashtable<>(Map.of("service.pid", "ocpp.core", "a", 1, "b", 2));
        Hashtable<String, Object> form = new Hashtable<>(Map.of("b", 3));
        judge.updateConfiguration(null, "ocpp.core", form);
        assertEquals(Map.of("a", 1, "b", 3), form);
        assertEquals(List.of("ocpp.core {a=1, b=3}"), asked);
    }

    @Test
    void whatTheRulesRefuseIsRefusedWithTheirWords() {
        problems.addAll(List.of("a is wrong.", "b too."));
        Hashtable<String, Object> form = new Hashtable<>(Map.of("a", "x"));
        ValidationException e = assertThrows(
                ValidationException.class,
                () -> judge.updateConfiguration("station.connector", "station.connector~1", form));
        assertEquals("a is wrong. b too.", e.getMessage());
        assertEquals(List.of("station.connector~1 {a=x, service.factoryPid=station.connector}"), asked);
    }

    @Test
    void whatCannotBeDeletedIsRefusedWithTheWords() throws ValidationException {
        judge.deleteConfiguration(null, "ocpp.core");
        ValidationException e =
                assertThrows(ValidationException.class, () -> judge.deleteConfiguration(null, "station"));
        assertEquals("station stays.", e.getMessage());
    }

    private ConfigurationAdmin admin() {
        Configuration configuration = proxy(Configuration.class, () -> stored);
        return proxy(ConfigurationAdmin.class, () -> stored == null ? null : new Configuration[] {configuration});
    }

    @SuppressWarnings("unchecked")
    private static <T> T proxy(Class<T> type, java.util.function.Supplier<Object> answer) {
        return (T) Proxy.newProxyInstance(
                EditJudgeTest.class.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> answer.get());
    }
}
