// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.itests.conformance.core;

import static io.gatewatt.itests.conformance.kit.StationUnderTest.T1;
import static io.gatewatt.itests.conformance.kit.StationUnderTest.T2;
import static io.gatewatt.itests.conformance.kit.Step.call;
import static io.gatewatt.itests.conformance.kit.Step.status;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatewatt.itests.conformance.kit.Case;
import io.gatewatt.itests.conformance.kit.Entry;
import io.gatewatt.itests.conformance.kit.Functionality;
import io.gatewatt.itests.conformance.kit.StationUnderTest;
import io.gatewatt.itests.conformance.kit.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.awaitility.Awaitility;

/** The link to the central system is away, and comes back. */
@Functionality(value = "A12 Offline behaviour", settings = "Station.reconnectSeconds=1..2")
class OfflineTest {

    private static final Step START = call("StartTransaction");
    private static final Step STOP = call("StopTransaction");
    private static final Step VALUES = call("MeterValues");
    private static final Step BOOT = call("BootNotification");
    private static final Step ANY_STATUS = call("StatusNotification");

    /** Preconditions of TC_037 and TC_039; the tag is in the cache. */
    private static void offlineAllowed(StationUnderTest station) {
        station.configure("LocalAuthorizeOffline", true);
        station.configure("AllowOfflineTxForUnknownId", true);
        station.cached(1, T1);
    }

    /** Network down, cable in, card: charging. Gives the time before the card. */
    private static Instant startedOffline(StationUnderTest station) {
        station.networkDown();
        station.bench().plug(1);
        Instant before = Instant.now();
        station.bench().present(T1);
        station.awaitContactor(1, true);
        return before;
    }

    private static void refuseStarts(StationUnderTest station) {
        station.csms().answer("StartTransaction", p -> "{\"idTagInfo\":{\"status\":\"Invalid\"},\"transactionId\":77}");
    }

    private static Instant time(JsonNode payload) {
        return Instant.parse(payload.path("timestamp").asText());
    }

    private static void between(Instant from, JsonNode payload, Instant until) {
        Instant at = time(payload);
        // The station sets its clock when it is off by more than a second.
        assertTrue(!at.isBefore(from.minusSeconds(1)) && !at.isAfter(until), from + ".." + until + ": " + payload);
    }

    private static void localOrAbsent(Entry stop) {
        assertEquals("Local", stop.payload().path("reason").asText("Local"), stop.toString());
    }

    private static boolean locked(StationUnderTest station) {
        return station.bench()
                .state()
                .path("connectors")
                .path(0)
                .path("lock")
                .path("locked")
                .asBoolean();
    }

    @Case("Connection loss during a transaction")
    void TC_036_CS(StationUnderTest station) {
        station.configure("MeterValueSampleInterval", 2);
        int id = station.charging(1, T1);
        station.wire().expect(VALUES);
        station.networkDown();
        station.wire().begin();
        station.wire().never(VALUES, Duration.ofSeconds(7));
        Instant up = Instant.now();
        station.networkUp();
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> station.wire().all(VALUES).stream()
                        .anyMatch(e -> sampledAt(e).isAfter(up.plusSeconds(2))));
        List<Entry> values = station.wire().all(VALUES);
        assertTrue(
                values.stream().filter(e -> sampledAt(e).isBefore(up)).count() >= 3,
                station.wire().text());
        for (Entry value : values) {
            assertEquals(id, value.payload().path("transactionId").asInt(), value.toString());
        }
        for (int i = 1; i < values.size(); i++) {
            long apart = Duration.between(sampledAt(values.get(i - 1)), sampledAt(values.get(i)))
                    .toMillis();
            assertTrue(
                    apart >= 1_500 && apart <= 6_000,
                    "samples " + apart + " ms apart\n" + station.wire().text());
        }
        station.wire().none(BOOT);
        station.wire().none(ANY_STATUS);
    }

    private static Instant sampledAt(Entry values) {
        return time(values.payload().path("meterValue").path(0));
    }

    @Case("Offline start, valid tag")
    void TC_037_1_CS(StationUnderTest station) {
        offlineAllowed(station);
        long register = station.bench()
                .state()
                .path("connectors")
                .path(0)
                .path("registerWh")
                .asLong();
        Instant before = startedOffline(station);
        Instant after = Instant.now();
        station.wire().begin();
        station.wire().never(START, Duration.ofSeconds(2));
        station.networkUp();
        Entry start = station.wire().expect(START.with("connectorId", 1).with("idTag", T1));
        station.wire().expect(status(1, "Charging"));
        between(before, start.payload(), after);
        assertEquals(register, start.payload().path("meterStart").asLong());
        station.wire().never(ANY_STATUS, Duration.ofSeconds(2));
        assertEquals(List.of("Charging"), station.wire().statuses(1));
        station.wire().none(call("Authorize"));
        station.wire().none(BOOT);
    }

    @Case("Offline start, the tag turns out invalid, the transaction is kept")
    void TC_037_2_CS(StationUnderTest station) {
        offlineAllowed(station);
        station.configure("StopTransactionOnInvalidId", false);
        station.configure("MaxEnergyOnInvalidId", 0);
        startedOffline(station);
        refuseStarts(station);
        station.wire().begin();
        station.networkUp();
        station.wire().expect(START.with("idTag", T1));
        station.wire().expect(status(1, "Charging"));
        station.wire().expect(status(1, "SuspendedEVSE"));
        station.awaitContactor(1, false);
        station.wire().never(STOP, Duration.ofSeconds(3));
        assertEquals(List.of("Charging", "SuspendedEVSE"), station.wire().statuses(1));
        assertEquals(List.of(), station.wire().statuses(0));
        assertEquals(List.of(), station.wire().statuses(2));
    }

    @Case("Offline start, the tag turns out invalid, the transaction is stopped")
    void TC_037_3_CS(StationUnderTest station) {
        offlineAllowed(station);
        station.configure("StopTransactionOnInvalidId", true);
        startedOffline(station);
        refuseStarts(station);
        station.wire().begin();
        station.networkUp();
        Entry start = station.wire().expect(START.with("idTag", T1));
        Entry stop = station.wire().expect(STOP.with("transactionId", 77).with("reason", "DeAuthorized"));
        station.wire().expect(status(1, "Finishing"));
        station.wire().inOrder(start, stop);
        assertFalse(stop.payload().has("idTag"), stop.toString());
        assertEquals(List.of("Charging", "Finishing"), station.wire().statuses(1));
        assertTrue(locked(station), "the cable is free");
        station.bench().present(T2);
        station.wire().expect(call("Authorize").with("idTag", T2));
        assertTrue(locked(station), "the cable is free for anybody");
        station.bench().present(T1);
        Awaitility.await("its owner gets the cable").until(() -> !locked(station));
        assertEquals(1, station.wire().all(STOP).size());
    }

    @Case("Offline stop")
    void TC_038_CS(StationUnderTest station) {
        int id = station.charging(1, T1);
        station.networkDown();
        Instant before = Instant.now();
        station.bench().present(T1);
        station.awaitContactor(1, false);
        Instant after = Instant.now().plusSeconds(1);
        station.wire().begin();
        station.wire().never(STOP, Duration.ofSeconds(2));
        station.networkUp();
        Entry stop = station.wire().expect(STOP.with("transactionId", id).with("idTag", T1));
        station.wire().expect(status(1, "Finishing"));
        localOrAbsent(stop);
        between(before, stop.payload(), after);
        assertEquals(List.of("Finishing"), station.wire().statuses(1));
    }

    @Case("Whole transaction offline")
    void TC_039_CS(StationUnderTest station) {
        offlineAllowed(station);
        Instant before = startedOffline(station);
        station.bench().present(T1);
        station.awaitContactor(1, false);
        station.bench().unplug(1);
        Instant after = Instant.now().plusSeconds(1);
        station.wire().begin();
        station.wire().never(START, Duration.ofSeconds(2));
        station.networkUp();
        Entry start = station.wire().expect(START.with("connectorId", 1).with("idTag", T1));
        Entry stop = station.wire().expect(STOP.with("transactionId", station.transaction(start)));
        station.wire().inOrder(start, stop);
        localOrAbsent(stop);
        between(before, start.payload(), after);
        between(time(start.payload()), stop.payload(), after);
        assertTrue(stop.payload().path("meterStop").asLong()
                >= start.payload().path("meterStart").asLong());
        station.wire().never(ANY_STATUS, Duration.ofSeconds(2));
        station.wire().none(call("Authorize"));
        assertEquals(1, station.wire().all(START).size());
        assertEquals(1, station.wire().all(STOP).size());
    }
}
