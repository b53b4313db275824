// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.itests.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatewatt.itests.harness.Csms;
import io.gatewatt.itests.harness.StationProcess;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The mains fails, with and without a backup supply. */
class PowerCutTest {

    @TempDir
    Path home;

    private StationProcess start(Csms csms) {
        return StationProcess.Command.run(home)
                .with("--csms", csms.url(), "--identity", "CP1")
                .set("MeterValueSampleInterval", 1)
                .start();
    }

    private static void charge(StationProcess station, Csms csms) {
        station.bench().plug(1).present("04A1B2C3");
        csms.expect("StartTransaction");
        csms.expectStatus(1, "Charging");
        csms.expect("MeterValues");
        csms.expect("MeterValues");
    }

    private static long shown(StationProcess station) {
        return station.bench()
                .state()
                .path("connectors")
                .path(0)
                .path("registerWh")
                .asLong();
    }

    @Test
    void aTransactionOpenAtThePowerCutIsClosedOnceAfterTheNextStart() {
        try (Csms csms = new Csms()) {
            long register;
            Instant cut;
            try (StationProcess station = start(csms)) {
                station.awaitReady();
                charge(station, csms);
                register = shown(station);
                cut = Instant.now();
                station.powerCut().awaitExit();
            }
            int transaction =
                    csms.all("MeterValues").get(0).path("transactionId").asInt();
            long start = csms.all("StartTransaction").get(0).path("meterStart").asLong();
            csms.expect("BootNotification");
            try (StationProcess station = start(csms)) {
                station.awaitReady();
                csms.expect("BootNotification");
                JsonNode stop = csms.expect("StopTransaction");
                assertEquals(transaction, stop.path("transactionId").asInt());
                assertEquals("PowerLoss", stop.path("reason").asText());
                assertTrue(stop.path("idTag").isMissingNode(), stop.toString());
                assertTrue(register >= start, register + " after " + start);
                assertTrue(stop.path("meterStop").asLong() >= register, stop + " after " + register);
                assertTrue(!Instant.parse(stop.path("timestamp").asText()).isAfter(cut), stop + " after " + cut);
                // A real meter does not go back.
                assertTrue(shown(station) >= register, shown(station) + " after " + register);
                station.powerCut().awaitExit();
            }
            try (StationProcess station = start(csms)) {
                station.awaitReady();
                csms.expect("BootNotification");
                csms.expectStatus(2, "Available");
                assertEquals(
                        "Accepted", csms.call("ClearCache", "{}").path("status").asText());
                assertEquals(1, csms.all("StopTransaction").size());
                assertEquals(1, csms.all("StartTransaction").size());
            }
            assertEquals(List.of(), csms.violations());
        }
    }

    @Test
    void withABackupSupplyTheStopIsSentBeforeTheEnd() {
        try (Csms csms = new Csms();
                StationProcess station = start(csms)) {
            station.awaitReady();
            csms.expect("BootNotification");
            charge(station, csms);
            station.bench().post("/power", "{\"action\":\"fail\"}");
            assertEquals(
                    "PowerLoss", csms.expect("StopTransaction").path("reason").asText());
            csms.expectStatus(1, "Finishing");
            csms.expect("BootNotification");
            assertEquals(1, csms.all("StopTransaction").size());
            assertEquals(List.of(), csms.violations());
        }
    }

    @Test
    void whatHappenedOfflineArrivesInOrderAfterAPowerCut() {
        try (Csms csms = new Csms()) {
            try (StationProcess station = start(csms)) {
                station.awaitReady();
                station.bench().plug(1).present("04A1B2C3");
                csms.expect("StartTransaction");
                csms.expect("MeterValues");
                csms.down();
                station.bench().present("04A1B2C3");
                org.awaitility.Awaitility.await()
                        .atMost(Csms.PATIENCE)
                        .until(() -> !station.bench()
                                .state()
                                .path("connectors")
                                .path(0)
                                .path("contactor")
                                .asBoolean());
                station.powerCut().awaitExit();
            }
            csms.listen();
            try (StationProcess station = start(csms)) {
                station.awaitReady();
                JsonNode stop = csms.expect("StopTransaction");
                assertEquals("04A1B2C3", stop.path("idTag").asText());
                assertEquals("Local", stop.path("reason").asText("Local"));
                assertEquals(1, csms.all("StartTransaction").size());
                assertEquals(1, csms.all("StopTransaction").size());
            }
            assertEquals(List.of(), csms.violations());
        }
    }
}
