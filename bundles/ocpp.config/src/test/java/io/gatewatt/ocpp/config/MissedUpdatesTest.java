// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;

class MissedUpdatesTest {

    private final FakeAdmin admin = new FakeAdmin();
    private final List<Runnable> later = new ArrayList<>();
    private final Map<String, Object> inForce = new HashMap<>();
    private final MissedUpdates missed = new MissedUpdates(admin.admin(), components(), later::add);

    @BeforeEach
    void listen() {
        admin.listeners.add(missed::configurationEvent);
    }

    /** One component of the PID {@code ocpp.core}. */
    private ServiceComponentRuntime components() {
        ComponentDescriptionDTO component = new ComponentDescriptionDTO();
        component.configurationPid = new String[] {"station", "ocpp.core"};
        return FakeAdmin.proxy(ServiceComponentRuntime.class, (self, method, arguments) -> switch (method.getName()) {
            case "getComponentDescriptionDTOs" -> List.of(component);
            case "isComponentEnabled" -> true;
            case "getComponentConfigurationDTOs" -> {
                ComponentConfigurationDTO configured = new ComponentConfigurationDTO();
                configured.properties = Map.copyOf(inForce);
                yield List.of(configured);
            }
            default -> throw new UnsupportedOperationException(method.getName());
        });
    }

    private void timePasses() {
        List<Runnable> due = List.copyOf(later);
        later.clear();
        due.forEach(Runnable::run);
    }

    @Test
    void whatCameIntoForceIsLeftAlone() {
        admin.update("ocpp.core", Map.of("HeartbeatInterval", 20, "MeterValuesSampledData", new String[] {"a", "b"}));
        inForce.putAll(Map.of("HeartbeatInterval", "20", "MeterValuesSampledData", List.of("a", "b"), "default", 1));
        timePasses();
        assertEquals(1, admin.changes);
    }

    @Test
    void whatWasMissedIsMadeOnceMore() {
        inForce.put("HeartbeatInterval", 20);
        admin.update("ocpp.core", Map.of("HeartbeatInterval", 21));
        admin.update("ocpp.core", Map.of("HeartbeatInterval", 22));
        assertEquals(2, later.size());
        timePasses();
        assertEquals(3, admin.changes, "once for both");
        inForce.put("HeartbeatInterval", 22);
        timePasses();
        timePasses();
        assertEquals(3, admin.changes);
    }

    @Test
    void whatNeverComesIntoForceIsNotMadeForEver() {
        inForce.put("HeartbeatInterval", 20);
        admin.update("ocpp.core", Map.of("HeartbeatInterval", 21));
        for (int i = 0; i < 5; i++) {
            timePasses();
        }
        assertEquals(2, admin.changes);
        admin.update("ocpp.core", Map.of("HeartbeatInterval", 23));
        for (int i = 0; i < 5; i++) {
            timePasses();
        }
        assertEquals(4, admin.changes, "another update has its own try");
    }

    @Test
    void whatNoComponentHasIsNotWaitedFor() {
        admin.update("foreign", Map.of("a", 1));
        timePasses();
        admin.update("ocpp.core", Map.of("HeartbeatInterval", 20));
        admin.delete("ocpp.core");
        timePasses();
        assertEquals(2, admin.changes);
    }
}
