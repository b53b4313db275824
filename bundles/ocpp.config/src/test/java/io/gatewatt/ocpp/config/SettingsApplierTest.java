// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.gatewatt.ocpp.config.settings.AuthorizationKey;
import io.gatewatt.ocpp.config.settings.SettingsCatalogue;
import io.gatewatt.ocpp.config.settings.StationPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsApplierTest {

    @TempDir
    Path home;

    private final Map<String, Map<String, Object>> stored = new TreeMap<>();

    @Test
    void settingsGoToTheirPidWithTheirType() {
        apply(Map.of(
                "heartbeatInterval", "20",
                "LocalPreAuthorize", "TRUE",
                "Station.connectors", "3",
                "Station.vendor", "ACME",
                "Station.maxCurrent", "16"));
        assertEquals(
                Map.of(
                        "ocpp.core", Map.of("HeartbeatInterval", 20, "LocalPreAuthorize", true),
                        "station", Map.of("connectors", 3, "vendor", "ACME", "maxCurrent", 16.0)),
                stored);
    }

    @Test
    void theSecretGoesToItsFileOnly() throws IOException {
        apply(Map.of("AuthorizationKey", "passwordpassword"));
        assertEquals(Map.of(), stored);
        assertEquals("passwordpassword", Files.readString(AuthorizationKey.file(home)));
    }

    @Test
    void whatIsWrongIsLeftOutAndTheRestApplied() {
        apply(Map.of(
                "HeartbeatInterval", "0",
                "GetConfigurationMaxKeys", "7",
                "Testing", "1",
                "AuthorizationKey", "short",
                "Station.connectors", "1"));
        assertEquals(Map.of("station", Map.of("connectors", 1)), stored);
        assertFalse(Files.exists(AuthorizationKey.file(home)));
    }

    @Test
    void aStoreThatFailsForOnePidKeepsNoOtherBack() {
        SettingsApplier applier = new SettingsApplier(
                SettingsCatalogue.of(Fixture.document()),
                (pid, values) -> {
                    if (pid.equals("ocpp.core")) {
                        throw new IOException("no space left");
                    }
                    stored.put(pid, values);
                },
                home,
                StationPlan.UNKNOWN);
        applier.apply(Map.of("HeartbeatInterval", "20", "Station.connectors", "1"));
        assertEquals(Map.of("station", Map.of("connectors", 1)), stored);
    }

    @Test
    void filesAreReadWithEscapesAndWithout() throws IOException {
        Path file = Files.writeString(
                home.resolve("settings"), "# by hand\nConnection.url=ws\\://a:1/b\nStation.vendor=Grün = gut\n");
        assertEquals(
                Map.of("Connection.url", "ws://a:1/b", "Station.vendor", "Grün = gut"),
                SettingsFile.read(file.toString()));
        assertEquals(Map.of(), SettingsFile.read(null));
        assertThrows(
                IOException.class, () -> SettingsFile.read(home.resolve("none").toString()));
    }

    @Test
    void theNumberOfConnectorsIsStoredBeforeWhatIsSaidOfThem() {
        List<String> order = new ArrayList<>();
        new SettingsApplier(
                        SettingsCatalogue.of(Fixture.document()),
                        (pid, values) -> order.add(pid),
                        home,
                        StationPlan.UNKNOWN)
                .apply(Map.of(
                        "Station.connectors", "3", "ConnectorPhaseRotation", "3.RST", "Connection.identity", "CP1"));
        assertEquals(List.of("station", "ocpp.connection", "ocpp.core"), order);
    }

    @Test
    void whatTheMakerLimitsIsLeftOut() {
        new SettingsApplier(
                        SettingsCatalogue.of(Fixture.document()),
                        stored::put,
                        home,
                        new StationPlan((pid, name) ->
                                name.equals("MeterValuesSampledDataMaxLength") ? Optional.of("1") : Optional.empty()))
                .apply(Map.of("MeterValuesSampledData", "SoC,Voltage", "HeartbeatInterval", "20"));
        assertEquals(Map.of("ocpp.core", Map.of("HeartbeatInterval", 20)), stored);
    }

    private void apply(Map<String, String> settings) {
        new SettingsApplier(SettingsCatalogue.of(Fixture.document()), stored::put, home, StationPlan.UNKNOWN)
                .apply(settings);
    }
}
