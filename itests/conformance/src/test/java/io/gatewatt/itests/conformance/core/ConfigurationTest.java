// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.itests.conformance.core;

import static io.gatewatt.itests.conformance.kit.StationUnderTest.change;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatewatt.itests.conformance.kit.Case;
import io.gatewatt.itests.conformance.kit.Functionality;
import io.gatewatt.itests.conformance.kit.StationUnderTest;
import io.gatewatt.itests.harness.Csms;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Conformance catalogue A8, with the limits of the reference station: one key at a time. */
@Functionality("A8 Configuration")
class ConfigurationTest {

    private static final String PROFILES = "SupportedFeatureProfiles";
    private static final String LIMIT = "GetConfigurationMaxKeys";

    private static final Set<String> CORE_WRITABLE = Set.of(
            "ClockAlignedDataInterval",
            "ConnectionTimeOut",
            "ConnectorPhaseRotation",
            "HeartbeatInterval",
            "LocalAuthorizeOffline",
            "LocalPreAuthorize",
            "MeterValuesAlignedData",
            "MeterValuesSampledData",
            "MeterValueSampleInterval",
            "ResetRetries",
            "StopTransactionOnInvalidId",
            "StopTxnAlignedData",
            "StopTxnSampledData",
            "TransactionMessageAttempts",
            "TransactionMessageRetryInterval");
    private static final Set<String> CORE_READ_ONLY = Set.of(LIMIT, "NumberOfConnectors", PROFILES);
    private static final Set<String> CORE_EITHER =
            Set.of("AuthorizeRemoteTxRequests", "UnlockConnectorOnEVSideDisconnect");

    /** By feature profile: keys that may be written, keys that may not. */
    private static final Map<String, List<Set<String>>> OTHERS = Map.of(
            "LocalAuthListManagement",
            List.of(Set.of("LocalAuthListEnabled"), Set.of("LocalAuthListMaxLength", "SendLocalListMaxLength")),
            "SmartCharging",
            List.of(
                    Set.of(),
                    Set.of(
                            "ChargeProfileMaxStackLevel",
                            "ChargingScheduleAllowedChargingRateUnit",
                            "ChargingScheduleMaxPeriods",
                            "MaxChargingProfilesInstalled")));

    @Case("Retrieve configuration")
    void TC_019_CS(StationUnderTest station) {
        JsonNode profiles = get(station, List.of(PROFILES));
        assertTrue(profiles.path("unknownKey").isEmpty(), profiles.toString());
        assertEquals(1, profiles.path("configurationKey").size());

        JsonNode all = station.call("GetConfiguration", "{}");
        assertTrue(all.path("unknownKey").isEmpty(), all.toString());
        Map<String, Boolean> readOnly = new TreeMap<>();
        for (JsonNode key : all.path("configurationKey")) {
            readOnly.put(key.path("key").asText(), key.path("readonly").asBoolean());
            assertTrue(key.path("value").asText().length() <= 500, key.toString());
        }
        assertEquals(
                all,
                station.call("GetConfiguration", "{\"key\":[]}"),
                "an empty list of keys asks for all of them, as none does");
        CORE_WRITABLE.forEach(key -> assertEquals(false, readOnly.get(key), key));
        CORE_READ_ONLY.forEach(key -> assertEquals(true, readOnly.get(key), key));
        CORE_EITHER.forEach(key -> assertTrue(readOnly.containsKey(key), key));
        List<String> claimed = List.of(station.key(PROFILES).split(","));
        OTHERS.forEach((profile, keys) -> {
            if (claimed.contains(profile)) {
                keys.get(0).forEach(key -> assertEquals(false, readOnly.get(key), key));
                keys.get(1).forEach(key -> assertEquals(true, readOnly.get(key), key));
            }
        });
        assertFalse(readOnly.containsKey("AuthorizationKey"), "nobody reads the authorization key");

        int limit = Integer.parseInt(station.key(LIMIT));
        List<String> names = new ArrayList<>(readOnly.keySet());
        List<String> asked = names.subList(0, Math.min(limit, names.size()));
        JsonNode some = get(station, asked);
        assertEquals(asked.size(), some.path("configurationKey").size(), some.toString());
        assertTrue(some.path("unknownKey").isEmpty(), some.toString());
    }

    @Case("Change a configuration value")
    void TC_021_CS(StationUnderTest station) {
        assertFalse("37".equals(station.key("MeterValueSampleInterval")));
        station.configure("MeterValueSampleInterval", 37);
        assertEquals("37", station.key("MeterValueSampleInterval"));
    }

    @Case("Change an unknown key")
    void TC_040_1_CS(StationUnderTest station) {
        station.call("ChangeConfiguration", change("Testing", "true"), "NotSupported");
    }

    @Case("Change a key to an invalid value")
    void TC_040_2_CS(StationUnderTest station) {
        String before = station.key("MeterValueSampleInterval");
        station.call("ChangeConfiguration", change("MeterValueSampleInterval", -1), "Rejected");
        assertEquals(before, station.key("MeterValueSampleInterval"));
    }

    static JsonNode get(StationUnderTest station, List<String> keys) {
        var payload = Csms.object();
        keys.forEach(payload.putArray("key")::add);
        return station.call("GetConfiguration", payload.toString());
    }
}
