package io.gatewatt.ocpp.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gatewatt.ocpp.config.settings.SettingsCatalogue;
import java.util.Hashtable;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EditGuardTest {

    private final EditGuard guard = new EditGuard(() -> SettingsCatalogue.of(Fixture.document()));

    @Test
    void whatBreaksARuleDoesNotComeIntoForce() {
        assertEquals(
                Map.of("service.pid", "ocpp.core", "MeterValueSampleInterval", 5, "LocalPreAuthorize", "TRUE", "other", -1),
                read(Map.of(
                        "service.pid", "ocpp.core",
                        "HeartbeatInterval", -5,
                        "MeterValueSampleInterval", 5,
                        "LocalPreAuthorize", "TRUE",
                        "MeterValuesSampledData", new String[] {"Voltage", "Voltage"},
                        "other", -1)));
        assertEquals(
                Map.of("service.pid", "ocpp.core.limits"),
                read(Map.of("service.pid", "ocpp.core.limits", "GetConfigurationMaxKeys", 0)));
        assertEquals(
                Map.of("service.pid", "station", "vendor", "ACME", "maxCurrent", 16.0),
                read(Map.of("service.pid", "station", "connectors", 65L, "vendor", "ACME", "maxCurrent", 16.0)));
    }

    @Test
    void otherConfigurationsAreLeftAlone() {
        Map<String, Object> store = Map.of("service.pid", "loop.store", "maxPages", -1);
        assertEquals(store, read(store));
        assertEquals(Map.of("a", 1), read(Map.of("a", 1)));
    }

    private Map<String, Object> read(Map<String, Object> stored) {
        Hashtable<String, Object> properties = new Hashtable<>(stored);
        guard.modifyConfiguration(null, properties);
        return properties;
    }
}
