// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.gatewatt.ocpp.config.settings.SettingsCatalogue;
import java.io.IOException;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EditGuardTest {

    private final FakeAdmin admin = new FakeAdmin();
    private final Fixture fixture = new Fixture();
    private final Map<String, List<String>> makers =
            new TreeMap<>(Map.of("ocpp.core.limits/GetConfigurationMaxKeys", List.of("7")));

    private final Map<String, Map<String, Object>> storedLast = new TreeMap<>();
    private boolean owner = true;

    private EditGuard guard() throws IOException {
        SettingsCatalogue settings = SettingsCatalogue.of(Fixture.document());
        Judge judge = new Judge(
                () -> settings,
                () -> owner ? fixture.catalogue() : new KeyCatalogue(List.of()),
                (pid, name) -> makers.getOrDefault(pid + "/" + name, List.of()));
        EditGuard guard = new EditGuard(
                admin.admin(), judge, pid -> storedLast.containsKey(pid) ? new Hashtable<>(storedLast.get(pid)) : null);
        admin.listeners.add(guard);
        return guard;
    }

    @Test
    void whatWasWrongBeforeTheStartDoesNotComeIntoForce() throws IOException {
        admin.update(
                "ocpp.core",
                Map.of(
                        "HeartbeatInterval", -5,
                        "MeterValueSampleInterval", 5,
                        "LocalPreAuthorize", "TRUE",
                        "MeterValuesSampledData", new String[] {"Voltage", "Voltage"},
                        "other", -1));
        admin.update("ocpp.core.limits", Map.of("GetConfigurationMaxKeys", 0));
        admin.update("station", Map.of("connectors", 65L, "vendor", "ACME", "maxCurrent", 16.0));
        EditGuard guard = guard();
        assertEquals(
                Map.of("MeterValueSampleInterval", 5, "LocalPreAuthorize", "TRUE", "other", -1),
                inForce(guard, "ocpp.core"));
        assertEquals(Map.of("GetConfigurationMaxKeys", 7), inForce(guard, "ocpp.core.limits"));
        assertEquals(Map.of("vendor", "ACME", "maxCurrent", 16.0), inForce(guard, "station"));
    }

    @Test
    void aBadEditWhileTheStationWasOffLeavesWhatItHadStored() throws IOException {
        storedLast.put(
                "ocpp.core",
                Map.of("HeartbeatInterval", 20, "MeterValueSampleInterval", 5, "ConnectorPhaseRotation", "7.RST"));
        admin.update(
                "ocpp.core",
                Map.of("HeartbeatInterval", -5, "MeterValueSampleInterval", 6, "ConnectorPhaseRotation", "8.RST"));
        EditGuard guard = guard();
        Map<String, Object> expected = Map.of("HeartbeatInterval", 20, "MeterValueSampleInterval", 6);
        assertEquals(expected, inForce(guard, "ocpp.core"), "what was bad even then is not used again");
        assertEquals(expected, stored("ocpp.core"), "the next bad edit is told from this one");
    }

    @Test
    void whatWasNotEditedIsNotStoredAgain() throws IOException {
        storedLast.put("ocpp.core", Map.of("HeartbeatInterval", "20", ":revision:", 7));
        admin.update("ocpp.core", Map.of("HeartbeatInterval", 20));
        Map<String, Object> before = admin.stored.get("ocpp.core");
        guard();
        assertSame(before, admin.stored.get("ocpp.core"));
    }

    @Test
    void whatTheMakerGaveCannotBeDeleted() throws IOException {
        makers.put("station/vendor", List.of("ACME"));
        EditGuard guard = guard();
        admin.update("ocpp.core.limits", Map.of("GetConfigurationMaxKeys", 7));
        admin.update("station", Map.of("vendor", "Field Service", "connectors", 3));
        admin.update("ocpp.core", Map.of("HeartbeatInterval", 20));
        assertEquals(
                "Configuration station was given by the maker of the station and cannot be deleted; its values can be changed.",
                guard.undeletable("station").orElseThrow());
        admin.delete("station");
        admin.delete("ocpp.core.limits");
        assertEquals(Map.of("vendor", "Field Service", "connectors", 3), stored("station"));
        assertEquals(Map.of("GetConfigurationMaxKeys", 7), stored("ocpp.core.limits"));
        assertEquals(Optional.empty(), guard.undeletable("ocpp.core"));
        admin.delete("ocpp.core");
        assertNull(admin.stored.get("ocpp.core"));
        makers.clear();
        admin.delete("station");
        assertNull(admin.stored.get("station"), "the maker's bundle was taken away");
    }

    @Test
    void whatWasStoredWhileTheGuardCameIsKnownFromItsReaders() throws IOException {
        EditGuard guard = guard();
        admin.listeners.clear();
        admin.update("ocpp.core", Map.of("HeartbeatInterval", 20));
        admin.listeners.add(guard);
        assertEquals(Map.of("HeartbeatInterval", 20), inForce(guard, "ocpp.core"));
        admin.update("ocpp.core", Map.of("HeartbeatInterval", -1));
        assertEquals(Map.of("HeartbeatInterval", 20), stored("ocpp.core"));
    }

    @Test
    void whatAMeasuringStationHadAcceptedIsNotHeldAgainstItLater() throws IOException {
        admin.update("ocpp.core", Map.of("MeterValuesSampledData", "Frequency"));
        guard();
        admin.update("ocpp.core", Map.of("MeterValuesSampledData", "Frequency", "HeartbeatInterval", 20));
        assertEquals(Map.of("MeterValuesSampledData", "Frequency", "HeartbeatInterval", 20), stored("ocpp.core"));
    }

    @Test
    void anOwnerJudgesWhatWasStoredBeforeItCame() throws IOException {
        EditGuard guard = guard();
        admin.update("ocpp.core", Map.of("MeterValuesSampledData", "Voltage"));
        owner = false;
        admin.update("ocpp.core", Map.of("MeterValuesSampledData", "Frequency", "HeartbeatInterval", 20));
        guard.ownersChanged();
        assertEquals("Frequency", stored("ocpp.core").get("MeterValuesSampledData"), "nobody is there to judge");
        owner = true;
        guard.ownersChanged();
        assertEquals(Map.of("MeterValuesSampledData", "Voltage", "HeartbeatInterval", 20), stored("ocpp.core"));
        assertEquals(stored("ocpp.core"), inForce(guard, "ocpp.core"));
    }

    @Test
    void anOwnerThatComesLeavesTheDefault() throws IOException {
        owner = false;
        EditGuard guard = guard();
        admin.update("ocpp.core", Map.of("MeterValuesSampledData", "Frequency", "HeartbeatInterval", 20));
        owner = true;
        guard.ownersChanged();
        assertEquals(Map.of("HeartbeatInterval", 20), stored("ocpp.core"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "MeterValuesSampledData | Bogus                    | no measurand",
                "MeterValuesSampledData | Voltage,SoC,Power.Factor | more than the maker's limit",
                "ConnectorPhaseRotation | 4.RST                    | more than the stored number of connectors",
            })
    void aListWrongBeforeTheStartDoesNotComeIntoForce(String name, String value, String what) throws IOException {
        makers.put("ocpp.core.limits/MeterValuesSampledDataMaxLength", List.of("2"));
        admin.update("station", Map.of("connectors", 3));
        admin.update("ocpp.core", Map.of(name, value));
        assertEquals(Map.of(), inForce(guard(), "ocpp.core"), what);
        admin.update("ocpp.core", Map.of("MeterValuesSampledData", "Voltage,SoC", "ConnectorPhaseRotation", "3.RST"));
        assertEquals(2, inForce(guard(), "ocpp.core").size());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "HeartbeatInterval      | -5        | out of type",
                "HeartbeatInterval      | 0         | out of range",
                "HeartbeatInterval      | abc       | no number",
                "MeterValuesSampledData | Frequency | refused by the owner",
                "MeterValuesSampledData | a,,b      | broken list"
            })
    void theLastGoodValueIsPutBack(String name, String value, String what) throws IOException {
        EditGuard guard = guard();
        Map<String, Object> good =
                Map.of("HeartbeatInterval", 20, "MeterValuesSampledData", "Voltage", "LocalPreAuthorize", true);
        admin.update("ocpp.core", good);
        Map<String, Object> edit = new TreeMap<>(good);
        edit.put(name, value);
        edit.put("MeterValueSampleInterval", 9);
        admin.update("ocpp.core", edit);
        Map<String, Object> expected = new TreeMap<>(good);
        expected.put("MeterValueSampleInterval", 9);
        assertEquals(expected, stored("ocpp.core"), what);
        assertEquals(expected, inForce(guard, "ocpp.core"), what);
    }

    @Test
    void whoeverReadsBeforeItIsPutBackSeesTheLastGoodValue() throws IOException {
        EditGuard guard = guard();
        admin.update("ocpp.core", Map.of("HeartbeatInterval", 20));
        Hashtable<String, Object> read = new Hashtable<>(Map.of("service.pid", "ocpp.core", "HeartbeatInterval", 0));
        guard.modifyConfiguration(null, read);
        assertEquals(20, read.get("HeartbeatInterval"));
    }

    @Test
    void withoutALastGoodValueTheDefaultComesBack() throws IOException {
        guard();
        admin.update("ocpp.core", Map.of("HeartbeatInterval", "soon", "MeterValueSampleInterval", 5));
        assertEquals(Map.of("MeterValueSampleInterval", 5), stored("ocpp.core"));
        admin.delete("ocpp.core");
        admin.update("ocpp.core", Map.of("HeartbeatInterval", 0));
        assertEquals(Map.of(), stored("ocpp.core"));
    }

    @Test
    void onlyTheMakersDocumentSetsAReadOnlyKey() throws IOException {
        EditGuard guard = guard();
        admin.update("ocpp.core.limits", Map.of("GetConfigurationMaxKeys", 50));
        assertEquals(Map.of("GetConfigurationMaxKeys", 7), stored("ocpp.core.limits"));
        makers.put("ocpp.core.limits/GetConfigurationMaxKeys", List.of("8"));
        admin.update("ocpp.core.limits", Map.of("GetConfigurationMaxKeys", 8));
        assertEquals(Map.of("GetConfigurationMaxKeys", 8), stored("ocpp.core.limits"));
        admin.update("ocpp.core.limits", Map.of());
        assertEquals(Map.of("GetConfigurationMaxKeys", 8), stored("ocpp.core.limits"));
        assertEquals(
                List.of("GetConfigurationMaxKeys is read-only, the maker of the station chooses it."),
                guard.problems("ocpp.core.limits", Map.of("GetConfigurationMaxKeys", 9)));
        assertEquals(List.of(), guard.problems("ocpp.core.limits", Map.of("GetConfigurationMaxKeys", "8")));
    }

    @Test
    void anOwnerThatThrowsHasRefused() throws IOException {
        EditGuard guard = guard();
        String words = guard.problems("ocpp.core", Map.of("MeterValueSampleInterval", 666))
                .toString();
        assertEquals(
                "[MeterValueSampleInterval = '666': its owner could not check it: java.lang.IllegalStateException: broken.]",
                words);
    }

    @Test
    void aKeyThatIsReadOnlyInThisStationKeepsItsValue() throws IOException {
        EditGuard guard = guard();
        fixture.fixed = true;
        assertEquals(
                List.of("LocalPreAuthorize is read-only in this station."),
                guard.problems("ocpp.core", Map.of("LocalPreAuthorize", true)));
        assertEquals(List.of(), guard.problems("ocpp.core", Map.of("LocalPreAuthorize", false)));
        admin.update("ocpp.core", Map.of("LocalPreAuthorize", "true"));
        assertEquals(Map.of(), stored("ocpp.core"));
    }

    @Test
    void problemsAreTold() throws IOException {
        EditGuard guard = guard();
        assertEquals(
                List.of(
                        "HeartbeatInterval = 'x': the value is not a whole number; only digits are, without sign or blank;"
                                + " expected a whole number, 1 to 86400.",
                        "MeterValuesSampledData = 'Frequency': the meter does not measure Frequency."),
                guard.problems(
                        "ocpp.core",
                        Map.of(
                                "HeartbeatInterval",
                                "x",
                                "MeterValuesSampledData",
                                new String[] {"Frequency"},
                                "other",
                                1)));
    }

    @Test
    void anAddressIsJudgedAndItsPasswordIsNotTold() throws IOException {
        EditGuard guard = guard();
        String words = guard.problems("ocpp.connection", Map.of("url", "ws://me:hunter2@host/"))
                .toString();
        assertEquals(
                "[url = 'ws://***@host/': the value holds a user or password; set AuthorizationKey instead.]", words);
    }

    @Test
    void twoConnectorsDoNotShareADevice() throws IOException {
        EditGuard guard = guard();
        admin.update("station.connector~1", Map.of("connector", 1, "meter.target", "(device.id=meter1)"));
        admin.update("station.connector~2", Map.of("connector", 2, "meter.target", "(device.id=meter2)"));
        admin.update("station.connector~2", Map.of("connector", 1, "meter.target", "(device.id=meter1)"));
        assertEquals(2, stored("station.connector~2").get("connector"));
        assertEquals("(device.id=meter2)", stored("station.connector~2").get("meter.target"));
        admin.update("station.connector~2", Map.of("connector", 2, "meter.target", "meter9"));
        assertEquals("(device.id=meter2)", stored("station.connector~2").get("meter.target"));
        assertEquals(
                List.of("meter.target = '(device.id=meter1)': configuration station.connector~1 has this already,"
                        + " and two connectors cannot share it."),
                guard.problems(
                        "station.connector~2",
                        Map.of(
                                "service.factoryPid",
                                "station.connector",
                                "connector",
                                2,
                                "meter.target",
                                "(device.id=meter1)")));
        admin.delete("station.connector~1");
        admin.update("station.connector~2", Map.of("connector", 2, "meter.target", "(device.id=meter1)"));
        assertEquals("(device.id=meter1)", stored("station.connector~2").get("meter.target"));
    }

    @Test
    void aConnectorThatWasBrokenBeforeTheStartKeepsItsNumberAndItsDevices() throws IOException {
        admin.update("station.connector~1", Map.of("connector", 1, "meter.target", "(device.id=meter1)"));
        admin.update("station.connector~2", Map.of("connector", "two", "meter.target", "(device.id=meter1)"));
        EditGuard guard = guard();
        Map<String, Object> second = inForce(guard, "station.connector~2");
        assertEquals(2, second.get("connector"));
        assertEquals("(device.id=meter2)", second.get("meter.target"));
    }

    @Test
    void otherConfigurationsAreLeftAlone() throws IOException {
        EditGuard guard = guard();
        admin.update("foreign", Map.of("maxPages", -1));
        assertEquals(Map.of("maxPages", -1), inForce(guard, "foreign"));
        Hashtable<String, Object> nameless = new Hashtable<>(Map.of("a", 1));
        guard.modifyConfiguration(null, nameless);
        assertEquals(Map.of("a", 1), nameless);
        assertNull(admin.stored.get(""));
    }

    private Map<String, Object> stored(String pid) {
        Map<String, Object> values = new TreeMap<>(admin.stored.get(pid));
        values.keySet().removeIf(name -> name.startsWith("service."));
        return values;
    }

    private Map<String, Object> inForce(EditGuard guard, String pid) {
        Hashtable<String, Object> properties = new Hashtable<>(admin.stored.get(pid));
        guard.modifyConfiguration(null, properties);
        properties.remove("service.pid");
        return properties;
    }
}
