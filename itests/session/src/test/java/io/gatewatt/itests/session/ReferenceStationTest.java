// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.itests.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatewatt.itests.harness.Csms;
import io.gatewatt.itests.harness.StationProcess;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The feature {@code ecu-l7002s} is the certified station: its configuration as read on the wire. */
class ReferenceStationTest {

    private static final Map<String, String> CERTIFIED = Map.ofEntries(
            Map.entry("AuthorizeRemoteTxRequests", "true"),
            Map.entry("ClockAlignedDataInterval", "0"),
            Map.entry("ConnectionTimeOut", "30"),
            Map.entry("GetConfigurationMaxKeys", "1"),
            Map.entry("HeartbeatInterval", "20"),
            Map.entry("LocalAuthorizeOffline", "true"),
            Map.entry("LocalPreAuthorize", "false"),
            Map.entry("MeterValuesAlignedData", "Energy.Active.Import.Register"),
            Map.entry("MeterValuesAlignedDataMaxLength", "1"),
            Map.entry("MeterValuesSampledData", "Energy.Active.Import.Register"),
            Map.entry("MeterValuesSampledDataMaxLength", "1"),
            Map.entry("MeterValueSampleInterval", "10"),
            Map.entry("MinimumStatusDuration", "0"),
            Map.entry("NumberOfConnectors", "2"),
            Map.entry("ResetRetries", "1"),
            Map.entry("StopTransactionMaxMeterValues", "1"),
            Map.entry("StopTransactionOnEVSideDisconnect", "true"),
            Map.entry("StopTransactionOnInvalidId", "true"),
            Map.entry("StopTxnAlignedDataMaxLength", "1"),
            Map.entry("StopTxnSampledDataMaxLength", "1"),
            Map.entry("SupportedFeatureProfiles", "Core"),
            Map.entry("TransactionMessageAttempts", "1"),
            Map.entry("TransactionMessageRetryInterval", "1"),
            Map.entry("UnlockConnectorOnEVSideDisconnect", "false"),
            Map.entry("WebSocketPingInterval", "55"));

    @Test
    void configuresTheCertifiedStation(@TempDir Path home) {
        try (Csms csms = new Csms().answer("BootNotification", p -> Csms.boot("Accepted", 20));
                StationProcess station = StationProcess.Command.run(home)
                        .with("--feature", "ecu-l7002s", "--csms", csms.url(), "--identity", "ECU1")
                        .start()) {
            station.awaitReady();
            JsonNode boot = csms.expect("BootNotification");
            assertEquals("Blue Networks", boot.path("chargePointVendor").asText());
            assertEquals("ECU-L7002S", boot.path("chargePointModel").asText());
            assertEquals("01.01.02", boot.path("firmwareVersion").asText());
            for (int connector = 1; connector <= 2; connector++) {
                int number = connector;
                JsonNode first = csms.expect(
                        "StatusNotification", p -> p.path("connectorId").asInt() == number);
                assertEquals("Faulted", first.path("status").asText(), "without drivers it never says that it is free");
                assertEquals("InternalError", first.path("errorCode").asText());
                assertEquals("controller is missing", first.path("info").asText());
            }
            Map<String, String> found = new TreeMap<>();
            for (String key : CERTIFIED.keySet()) {
                JsonNode answer = csms.call("GetConfiguration", "{\"key\":[\"" + key + "\"]}");
                found.put(
                        key,
                        answer.path("configurationKey").path(0).path("value").asText("(unknown)"));
            }
            assertEquals(new TreeMap<>(CERTIFIED), found);
            JsonNode all = csms.call("GetConfiguration", "{}").path("configurationKey");
            assertTrue(all.size() >= CERTIFIED.size(), all.toString());
            all.forEach(key -> assertTrue(key.path("value").asText().length() <= 500
                    && !key.path("key").asText().equals("AuthorizationKey")));
            assertEquals(
                    "NotSupported",
                    csms.call("UnlockConnector", "{\"connectorId\":1}")
                            .path("status")
                            .asText());
            assertEquals(
                    404, station.bench().send("GET", "/state", null).statusCode(), "a production feature has no bench");
            assertEquals(List.of(), csms.violations());
        }
    }
}
