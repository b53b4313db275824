// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatewatt.ocpp.protocol.link.ReconnectRange;
import io.gatewatt.ocpp.protocol.link.Timing;
import java.lang.annotation.Annotation;
import java.lang.reflect.Proxy;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsReaderTest {

    /** A configuration as the framework gives it: set values, else defaults; a wrong one throws when it is asked for. */
    private static <A extends Annotation> A config(Class<A> type, Map<String, ?> values) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    Object value = values.get(method.getName());
                    if (value instanceof RuntimeException wrong) {
                        throw wrong;
                    }
                    return value == null ? method.getDefaultValue() : value;
                }));
    }

    private static Settings read(Map<String, ?> values) {
        return SettingsReader.read(
                config(ConnectionConfig.class, values),
                config(StationConfig.class, values),
                config(TimingConfig.class, values));
    }

    @Test
    void goodSettings() {
        Settings settings = read(Map.of(
                "url",
                "ws://h",
                "identity",
                "CP1",
                "reconnectSeconds",
                "2..5",
                "MessageTimeout",
                10,
                "WebSocketPingInterval",
                0));
        assertEquals("ws://h/CP1", settings.endpoint().orElseThrow().uri().toString());
        assertEquals(new ReconnectRange(2, 5), settings.reconnect());
        assertEquals(Timing.of(10, 0, 3, 60), settings.timing());
    }

    @ParameterizedTest
    @CsvSource({
        "'', CP1, auto, no address",
        "http://h, CP1, auto, is neither ws:// nor wss://",
        "ws://h, '', auto, identity is blank",
        "ws://h, CP1, base64, 'authorizationKeyFormat ''base64'' is none: use auto, hex or text'"
    })
    void whatIsWrongIsTheProblem(String url, String identity, String format, String words) {
        Settings settings = read(Map.of("url", url, "identity", identity, "authorizationKeyFormat", format));
        assertTrue(settings.endpoint().isEmpty());
        assertTrue(settings.problem().contains(words), settings.problem());
    }

    @Test
    void wrongNumbersFallBackToTheDefaults() {
        Settings settings =
                read(Map.of("reconnectSeconds", "fast", "MessageTimeout", new IllegalArgumentException("abc")));
        assertEquals(ReconnectRange.DEFAULT, settings.reconnect());
        assertEquals(Timing.DEFAULT, settings.timing());
    }
}
