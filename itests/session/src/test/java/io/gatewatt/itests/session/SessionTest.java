// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.itests.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatewatt.itests.harness.Bench;
import io.gatewatt.itests.harness.Csms;
import io.gatewatt.itests.harness.StationProcess;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Each way a session can begin and end, and each Core call on its main path. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SessionTest {

    private final Csms csms = new Csms();
    private StationProcess station;
    private Bench bench;

    @BeforeAll
    void start(@TempDir Path home) {
        station = StationProcess.Command.run(home)
                .with("--csms", csms.url(), "--identity", "CP1")
                .set("Station.fixedCable", false)
                .set("MeterValueSampleInterval", 1)
                .set("ConnectionTimeOut", 3)
                .start();
        String ready = station.awaitReady();
        assertTrue(ready.contains("identity=CP1"), ready);
        bench = station.bench();
        JsonNode boot = csms.expect("BootNotification");
        assertFalse(boot.path("chargePointVendor").asText().isBlank());
        assertEquals("/ocpp/CP1", csms.handshakes().get(0).path());
        for (int connector = 0; connector <= 2; connector++) {
            assertEquals(
                    "NoError",
                    csms.expectStatus(connector, "Available").path("errorCode").asText());
        }
    }

    @BeforeEach
    void nothingLeftFromBefore() {
        csms.forget();
    }

    @AfterEach
    void everyFrameIsValid() {
        assertEquals(List.of(), csms.violations());
    }

    @AfterAll
    void stop() {
        station.close();
        csms.close();
    }

    /** Takes the messages of a started transaction. @return its id */
    private int started(int connector, String idTag) {
        JsonNode start = csms.expect("StartTransaction");
        assertEquals(connector, start.path("connectorId").asInt());
        assertEquals(idTag, start.path("idTag").asText());
        assertTrue(start.path("meterStart").isIntegralNumber());
        csms.expectStatus(connector, "Charging");
        JsonNode values = csms.expect("MeterValues", p -> p.path("connectorId").asInt() == connector);
        return values.path("transactionId").asInt();
    }

    private JsonNode stopped(int connector, int transaction, String reason) {
        JsonNode stop =
                csms.expect("StopTransaction", p -> p.path("transactionId").asInt() == transaction);
        assertEquals(reason, stop.path("reason").asText("Local"));
        csms.expectStatus(connector, "Finishing");
        return stop;
    }

    private void gone(int connector) {
        bench.unplug(connector);
        csms.expectStatus(connector, "Available");
    }

    @Test
    void plugFirst() {
        bench.plug(1);
        csms.expectStatus(1, "Preparing");
        bench.present("04A1B2C3");
        assertEquals("04A1B2C3", csms.expect("Authorize").path("idTag").asText());
        int transaction = started(1, "04A1B2C3");
        double before = 0;
        for (int i = 0; i < 3; i++) {
            JsonNode value = csms.expect(
                            "MeterValues", p -> p.path("transactionId").asInt() == transaction)
                    .path("meterValue")
                    .path(0)
                    .path("sampledValue")
                    .path(0);
            assertEquals("Sample.Periodic", value.path("context").asText());
            assertTrue(value.path("value").asDouble() >= before, value.toString());
            before = value.path("value").asDouble();
        }
        bench.present("04A1B2C3");
        JsonNode stop = stopped(1, transaction, "Local");
        assertEquals("04A1B2C3", stop.path("idTag").asText());
        assertTrue(stop.path("meterStop").asLong() >= before, stop.toString());
        gone(1);
    }

    @Test
    void cardFirst() {
        bench.present("CARD1");
        csms.expect("Authorize");
        csms.expectStatus(1, "Preparing");
        bench.plug(1);
        int transaction = started(1, "CARD1");
        bench.post("/connectors/1/stop-button", "{}");
        stopped(1, transaction, "Local");
        gone(1);
    }

    @Test
    void cardFirstThenTheOtherConnector() {
        bench.present("CARD2");
        csms.expectStatus(1, "Preparing");
        bench.plug(2);
        csms.expectStatus(1, "Available");
        int transaction = started(2, "CARD2");
        bench.post("/connectors/2/unplug", "{\"side\":\"ev\"}");
        stopped(2, transaction, "EVDisconnected");
        bench.post("/connectors/2/unplug", "{\"side\":\"station\"}");
        csms.expectStatus(2, "Available");
    }

    @Test
    void cardFirstWithoutACable() {
        int starts = csms.all("StartTransaction").size();
        bench.present("CARD3");
        csms.expectStatus(1, "Preparing");
        csms.expectStatus(1, "Available");
        assertEquals(starts, csms.all("StartTransaction").size());
    }

    @Test
    void aRefusedCardStartsNothing() {
        csms.answer("Authorize", p -> "{\"idTagInfo\":{\"status\":\"Invalid\"}}");
        int starts = csms.all("StartTransaction").size();
        bench.plug(1);
        csms.expectStatus(1, "Preparing");
        bench.present("STRANGER");
        csms.expect("Authorize");
        csms.answer("Authorize", p -> "{\"idTagInfo\":{\"status\":\"Accepted\"}}");
        assertEquals(
                "Rejected",
                csms.call("RemoteStopTransaction", "{\"transactionId\":1}")
                        .path("status")
                        .asText());
        gone(1);
        assertEquals(starts, csms.all("StartTransaction").size());
    }

    @Test
    void remoteStartAndStopOnBothConnectors() {
        for (int connector = 1; connector <= 2; connector++) {
            bench.plug(connector);
            csms.expectStatus(connector, "Preparing");
        }
        int[] transactions = new int[3];
        for (int connector = 1; connector <= 2; connector++) {
            String request = "{\"idTag\":\"REMOTE" + connector + "\",\"connectorId\":" + connector + "}";
            assertEquals(
                    "Accepted",
                    csms.call("RemoteStartTransaction", request).path("status").asText());
            transactions[connector] = started(connector, "REMOTE" + connector);
            assertEquals(
                    "Rejected",
                    csms.call("RemoteStartTransaction", request).path("status").asText());
        }
        for (int connector = 1; connector <= 2; connector++) {
            String request = "{\"transactionId\":" + transactions[connector] + "}";
            assertEquals(
                    "Accepted",
                    csms.call("RemoteStopTransaction", request).path("status").asText());
            stopped(connector, transactions[connector], "Remote");
            gone(connector);
        }
    }

    @Test
    void unlockEndsTheTransaction() {
        bench.plug(1);
        bench.present("UNLOCKER");
        int transaction = started(1, "UNLOCKER");
        assertEquals(
                "Unlocked",
                csms.call("UnlockConnector", "{\"connectorId\":1}")
                        .path("status")
                        .asText());
        stopped(1, transaction, "UnlockCommand");
        gone(1);
        assertEquals(
                "NotSupported",
                csms.call("UnlockConnector", "{\"connectorId\":7}")
                        .path("status")
                        .asText());
    }

    @Test
    void aFailingLockStartsNothing() {
        bench.post("/connectors/1/lock", "{\"behaviour\":\"lock-fails\"}");
        bench.plug(1);
        bench.present("LOCKED");
        JsonNode fault = csms.expectStatus(1, "Faulted");
        assertEquals("ConnectorLockFailure", fault.path("errorCode").asText());
        bench.post("/connectors/1/lock", "{\"behaviour\":\"ok\"}");
        bench.unplug(1);
        csms.expectStatus(1, "Available");
    }

    @Test
    void aFaultShowsAndGoes() {
        bench.post("/connectors/2/fault", "{\"errorCode\":\"GroundFailure\",\"vendorErrorCode\":\"E17\"}");
        JsonNode fault = csms.expectStatus(2, "Faulted");
        assertEquals("GroundFailure", fault.path("errorCode").asText());
        assertEquals("E17", fault.path("vendorErrorCode").asText());
        assertEquals(204, bench.send("DELETE", "/connectors/2/fault", null).statusCode());
        csms.expectStatus(2, "Available");
    }

    @Test
    void availability() {
        assertEquals(
                "Accepted",
                csms.call("ChangeAvailability", "{\"connectorId\":2,\"type\":\"Inoperative\"}")
                        .path("status")
                        .asText());
        csms.expectStatus(2, "Unavailable");
        assertEquals(
                "Rejected",
                csms.call("RemoteStartTransaction", "{\"idTag\":\"X\",\"connectorId\":2}")
                        .path("status")
                        .asText());
        assertEquals(
                "Accepted",
                csms.call("ChangeAvailability", "{\"connectorId\":2,\"type\":\"Operative\"}")
                        .path("status")
                        .asText());
        csms.expectStatus(2, "Available");
        assertEquals(
                "Rejected",
                csms.call("ChangeAvailability", "{\"connectorId\":9,\"type\":\"Operative\"}")
                        .path("status")
                        .asText());
    }

    @Test
    void configuration() {
        assertEquals(
                "Accepted",
                csms.call("ChangeConfiguration", "{\"key\":\"ConnectionTimeOut\",\"value\":\"4\"}")
                        .path("status")
                        .asText());
        JsonNode read = csms.call("GetConfiguration", "{\"key\":[\"connectiontimeout\"]}")
                .path("configurationKey")
                .path(0);
        assertEquals("ConnectionTimeOut", read.path("key").asText());
        assertEquals("4", read.path("value").asText());
        assertFalse(read.path("readonly").asBoolean());
        assertEquals(
                "Accepted",
                csms.call("ChangeConfiguration", "{\"key\":\"ConnectionTimeOut\",\"value\":\"3\"}")
                        .path("status")
                        .asText());
        for (String[] refused : new String[][] {
            {"MeterValueSampleInterval", "-1", "Rejected"},
            {"MeterValueSampleInterval", "1.5", "Rejected"},
            {"MeterValueSampleInterval", "99999999999", "Rejected"},
            {"MeterValuesSampledData", "Energy.Active.Import.Register,Nonsense", "Rejected"},
            {"NumberOfConnectors", "3", "Rejected"},
            {"StopTransactionOnInvalidId", "maybe", "Rejected"},
            {"Testing", "true", "NotSupported"}
        }) {
            String request = "{\"key\":\"" + refused[0] + "\",\"value\":\"" + refused[1] + "\"}";
            assertEquals(
                    refused[2],
                    csms.call("ChangeConfiguration", request).path("status").asText(),
                    request);
        }
        assertEquals(
                "Testing",
                csms.call("GetConfiguration", "{\"key\":[\"Testing\"]}")
                        .path("unknownKey")
                        .path(0)
                        .asText());
    }

    @Test
    void smallCalls() {
        assertEquals(
                "UnknownVendorId",
                csms.call("DataTransfer", "{\"vendorId\":\"nobody\"}")
                        .path("status")
                        .asText());
        assertEquals("Accepted", csms.call("ClearCache", "{}").path("status").asText());
        assertEquals(
                "NotSupported",
                csms.callFrame(
                                "ReserveNow",
                                "{\"connectorId\":1,\"expiryDate\":\"2030-01-01T00:00:00Z\",\"idTag\":\"A\",\"reservationId\":1}")
                        .path(2)
                        .asText());
        assertEquals(
                "NotImplemented", csms.callFrame("MakeCoffee", "{}").path(2).asText());
    }

    @Test
    void hardAndSoftReset() {
        bench.plug(1);
        bench.present("RESET");
        int transaction = started(1, "RESET");
        for (String kind : new String[] {"Hard", "Soft"}) {
            int boots = csms.all("BootNotification").size();
            assertEquals(
                    "Accepted",
                    csms.call("Reset", "{\"type\":\"" + kind + "\"}")
                            .path("status")
                            .asText());
            if (kind.equals("Hard")) {
                JsonNode stop = csms.expect(
                        "StopTransaction", p -> p.path("transactionId").asInt() == transaction);
                assertEquals("HardReset", stop.path("reason").asText());
            }
            csms.expect("BootNotification");
            assertEquals(boots + 1, csms.all("BootNotification").size());
            for (int connector = 0; connector <= 2; connector++) {
                int number = connector;
                csms.expect("StatusNotification", p -> p.path("connectorId").asInt() == number);
            }
        }
        assertEquals(
                1,
                csms.all("StopTransaction").stream()
                        .filter(p -> p.path("transactionId").asInt() == transaction)
                        .count());
        gone(1);
    }
}
