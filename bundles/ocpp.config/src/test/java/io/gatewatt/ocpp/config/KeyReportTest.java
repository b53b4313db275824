// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatewatt.ocpp.ErrorCode;
import io.gatewatt.ocpp.OcppException;
import io.gatewatt.ocpp.v16.GetConfiguration;
import io.gatewatt.ocpp.v16.GetConfiguration.KeyValue;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class KeyReportTest {

    private final Fixture fixture = new Fixture();

    @Test
    void noNamesMeanAllKeysWithoutTheSecretOne() {
        GetConfiguration.Confirmation all = get();
        assertEquals(
                List.of(
                        new KeyValue("ConnectorPhaseRotation", false, "0.Unknown"),
                        new KeyValue("CpoName", false, ""),
                        new KeyValue("GetConfigurationMaxKeys", true, "3"),
                        new KeyValue("HeartbeatInterval", false, "300"),
                        new KeyValue("LocalPreAuthorize", false, "false"),
                        new KeyValue("MeterValueSampleInterval", false, "60"),
                        new KeyValue("MeterValuesSampledData", false, "Energy.Active.Import.Register,a,b"),
                        new KeyValue("MeterValuesSampledDataMaxLength", true, "20"),
                        new KeyValue("NumberOfConnectors", true, "2")),
                all.configurationKey());
        assertEquals(List.of(), all.unknownKey());
    }

    @Test
    void everyListedKeyCanBeReadByName() {
        for (KeyValue key : get().configurationKey()) {
            assertEquals(List.of(key), get(key.key()).configurationKey());
            assertEquals(List.of(key), get(key.key().toUpperCase(Locale.ROOT)).configurationKey());
        }
    }

    @Test
    void unknownNamesAreToldApart() {
        GetConfiguration.Confirmation some = get("Testing", "heartbeatinterval", "Testing");
        assertEquals(List.of(new KeyValue("HeartbeatInterval", false, "300")), some.configurationKey());
        assertEquals(List.of("Testing"), some.unknownKey());
    }

    @Test
    void moreThanGetConfigurationMaxKeysIsAnError() {
        OcppException e = assertThrows(OcppException.class, () -> get("a", "b", "c", "d"));
        assertEquals(ErrorCode.OccurenceConstraintViolation, e.code());
        assertEquals("4 keys were asked for; at most 3 (GetConfigurationMaxKeys) are answered at once", e.getMessage());
    }

    @Test
    void theAuthorizationKeyHasNoValue() {
        assertEquals(
                List.of(new KeyValue("AuthorizationKey", false, null)),
                get("authorizationkey").configurationKey());
    }

    @Test
    void aKeyMayBeReadOnlyInThisStation() {
        fixture.fixed = true;
        assertTrue(get("LocalPreAuthorize").configurationKey().get(0).readonly());
    }

    @Test
    void aComputedKeyTakesThePlaceOfAConfiguredOne() {
        fixture.computed.put("LocalPreAuthorize", () -> "true");
        assertEquals(
                List.of(new KeyValue("LocalPreAuthorize", true, "true")),
                get("LocalPreAuthorize").configurationKey());
    }

    @Test
    void aKeyThatCannotBeComputedHidesNoOther() {
        fixture.computed.put("NumberOfConnectors", () -> {
            throw new IllegalStateException("no station");
        });
        assertEquals(9, get().configurationKey().size());
        assertEquals(
                List.of(new KeyValue("NumberOfConnectors", true, null)),
                get("NumberOfConnectors").configurationKey());
    }

    @Test
    void noValueIsLongerThanOcppCanCarry() {
        fixture.set("ocpp.core", "MeterValuesSampledData", new String[] {"x".repeat(300), "y".repeat(199), "z"});
        assertEquals(
                500,
                get("MeterValuesSampledData").configurationKey().get(0).value().length());
        fixture.set("ocpp.core", "MeterValuesSampledData", new String[] {"x".repeat(300), "y".repeat(200), "z"});
        assertEquals(
                "x".repeat(300),
                get("MeterValuesSampledData").configurationKey().get(0).value());
        fixture.set("ocpp.core", "CpoName", "x".repeat(501));
        assertEquals("x".repeat(500), get("CpoName").configurationKey().get(0).value());
    }

    private GetConfiguration.Confirmation get(String... names) {
        return KeyReport.answer(fixture.catalogue(), new GetConfiguration.Request(List.of(names)));
    }
}
