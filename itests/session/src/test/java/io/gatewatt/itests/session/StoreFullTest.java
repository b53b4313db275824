// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.itests.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatewatt.itests.harness.Csms;
import io.gatewatt.itests.harness.StationProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The store takes nothing more in the middle of a transaction. The energy can still be stopped, and nothing is lost once there is room. */
class StoreFullTest {

    private static final String TAG = "04A1B2C3";

    @TempDir
    Path home;

    private final Csms csms = new Csms();
    private StationProcess station;

    @BeforeEach
    void start() {
        station = StationProcess.Command.run(home)
                .with("--csms", csms.url(), "--identity", "CP1")
                .set("MeterValueSampleInterval", 1)
                .set("AllowOfflineTxForUnknownId", true)
                .start();
        station.awaitReady();
        csms.expectStatus(2, "Available");
    }

    @AfterEach
    void end() {
        station.close();
        csms.close();
    }

    private void full(boolean on) {
        station.bench().post("/inject", "{\"what\":\"store-full\",\"on\":" + on + "}");
    }

    private boolean contactor() {
        return station.bench()
                .state()
                .path("connectors")
                .path(0)
                .path("contactor")
                .asBoolean();
    }

    private void awaitContactor(boolean closed) {
        Awaitility.await()
                .atMost(Csms.PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> contactor() == closed);
    }

    private void awaitComplaint() {
        Awaitility.await()
                .atMost(Csms.PATIENCE)
                .until(() -> station.err().stream().anyMatch(line -> line.contains("cannot store")));
    }

    private static Instant sampledAt(JsonNode values) {
        return Instant.parse(values.path("meterValue").path(0).path("timestamp").asText());
    }

    @Test
    void aTransactionThatEndsOnAFullStoreIsToldWhenThereIsRoom() {
        station.bench().plug(1).present(TAG);
        csms.expect("StartTransaction");
        csms.expect("MeterValues");
        full(true);
        awaitComplaint();
        // Samples fall due, and cannot be kept yet.
        int told = csms.all("MeterValues").size();
        Awaitility.await()
                .during(Duration.ofSeconds(3))
                .atMost(Duration.ofSeconds(10))
                .until(() -> csms.all("MeterValues").size() <= told + 1);
        Instant before = Instant.now();
        station.bench().present(TAG);
        awaitContactor(false);
        assertEquals(List.of(), csms.all("StopTransaction"), "told though it is not stored");
        Instant after = Instant.now().plusSeconds(1);
        Instant room = Instant.now();
        full(false);
        JsonNode stop = csms.expect("StopTransaction");
        csms.expectStatus(1, "Finishing");
        Instant at = Instant.parse(stop.path("timestamp").asText());
        assertTrue(!at.isBefore(before.minusMillis(1)) && !at.isAfter(after), before + " " + stop + " " + after);
        List<Instant> samples =
                csms.all("MeterValues").stream().map(StoreFullTest::sampledAt).toList();
        for (int i = 1; i < samples.size(); i++) {
            Duration apart = Duration.between(samples.get(i - 1), samples.get(i));
            assertTrue(apart.toMillis() >= 500 && apart.toMillis() < 3_000, "samples " + samples);
        }
        assertTrue(samples.stream().filter(t -> t.isBefore(room)).count() >= 3, samples.toString());
        assertEquals(1, csms.all("StartTransaction").size());
        assertEquals(List.of(), csms.violations());
    }

    @Test
    void aTransactionBegunOnAFullStoreGetsNoEnergyBeforeItIsStored() {
        full(true);
        station.bench().plug(1).present(TAG);
        awaitComplaint();
        Awaitility.await()
                .during(Duration.ofSeconds(2))
                .atMost(Duration.ofSeconds(10))
                .until(() -> !contactor());
        assertEquals(List.of(), csms.all("StartTransaction"));
        full(false);
        csms.expect("StartTransaction", p -> p.path("idTag").asText().equals(TAG));
        csms.expectStatus(1, "Charging");
        awaitContactor(true);
        station.bench().present(TAG);
        csms.expect("StopTransaction");
        assertEquals(1, csms.all("StartTransaction").size());
        assertEquals(List.of(), csms.violations());
    }

    @Test
    void offlineAndFullAtOnce() {
        station.bench().network(false, "close");
        Awaitility.await().atMost(Csms.PATIENCE).until(() -> !csms.connected());
        station.bench().plug(1).present(TAG);
        awaitContactor(true);
        full(true);
        awaitComplaint();
        station.bench().present(TAG);
        awaitContactor(false);
        full(false);
        station.bench().network(true, "close");
        csms.expect("StartTransaction");
        JsonNode stop = csms.expect("StopTransaction");
        assertEquals(TAG, stop.path("idTag").asText());
        assertEquals(1, csms.all("StartTransaction").size());
        assertEquals(1, csms.all("StopTransaction").size());
        assertEquals(List.of(), csms.violations());
    }
}
