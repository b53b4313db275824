// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.itests.conformance.core;

import static io.gatewatt.itests.conformance.kit.StationUnderTest.T1;
import static io.gatewatt.itests.conformance.kit.StationUnderTest.T2;
import static io.gatewatt.itests.conformance.kit.Step.call;
import static io.gatewatt.itests.conformance.kit.Step.status;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatewatt.itests.conformance.kit.Case;
import io.gatewatt.itests.conformance.kit.Entry;
import io.gatewatt.itests.conformance.kit.Functionality;
import io.gatewatt.itests.conformance.kit.StationUnderTest;
import io.gatewatt.itests.conformance.kit.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** The one durable queue of transaction messages: order, repetition, numbers. */
@Functionality(value = "B3 Transactions and queue", settings = "Station.reconnectSeconds=1..2")
class TransactionQueueTest {

    private static final String ERROR = "[4,\"$id\",\"InternalError\",\"\",{}]";
    private static final Step START = call("StartTransaction");
    private static final Step STOP = call("StopTransaction");
    private static final Step VALUES = call("MeterValues");
    private static final Step QUEUED = new Step(
            "transaction message",
            e -> e.isCall()
                    && List.of("StartTransaction", "StopTransaction", "MeterValues")
                            .contains(e.action()));

    private static void retries(StationUnderTest station, int attempts, int interval) {
        station.configure("TransactionMessageAttempts", attempts);
        station.configure("TransactionMessageRetryInterval", interval);
    }

    private static String confirmed(int transaction) {
        return "{\"idTagInfo\":{\"status\":\"Accepted\"},\"transactionId\":" + transaction + "}";
    }

    /** Answers in turn, the last one for ever; null is silence. */
    private static void answers(StationUnderTest station, String action, String... payloads) {
        Iterator<String> left = Stream.of(payloads).limit(payloads.length - 1L).iterator();
        station.csms().answer(action, p -> left.hasNext() ? left.next() : payloads[payloads.length - 1]);
    }

    private static void apart(Entry first, Entry second, long leastMillis) {
        long apart = second.since(first).toMillis();
        // The laboratory's clock is read after the wire, so the first may look late.
        assertTrue(
                apart >= leastMillis - 100 && apart < leastMillis + 6_000,
                "sent again after " + apart + " ms, not " + leastMillis);
    }

    /** A session without anybody who could be told: cable, card, card, cable. */
    private static void sessionOffline(StationUnderTest station, int connector, String idTag) {
        station.bench().plug(connector).present(idTag);
        station.awaitContactor(connector, true);
        station.bench().present(idTag);
        station.awaitContactor(connector, false);
        station.bench().unplug(connector);
    }

    private static String describe(Entry e) {
        return e.action() + " " + e.text("idTag");
    }

    @Case("StartTransaction is answered with an error each time")
    void X_T_01(StationUnderTest station) {
        retries(station, 3, 2);
        station.configure("MeterValueSampleInterval", 3);
        station.csms().answer("StartTransaction", p -> ERROR);
        station.occupied(1);
        station.remoteStart(1, T1);
        Entry first = station.wire().expect(START);
        Entry second = station.wire().expect(START);
        Entry third = station.wire().expect(START);
        apart(first, second, 2_000);
        apart(second, third, 4_000);
        assertEquals(first.payload(), second.payload());
        assertEquals(first.payload(), third.payload());
        Entry values = station.wire().expect(VALUES.with("transactionId", -1));
        station.bench().post("/connectors/1/stop-button", "{}");
        Entry stop = station.wire().expect(STOP.with("transactionId", -1));
        station.wire().inOrder(third, values, stop);
        assertEquals(3, station.wire().all(START).size());
    }

    @Case("StartTransaction is never answered although there is a connection")
    void X_T_02(StationUnderTest station) {
        retries(station, 3, 2);
        station.configure("MessageTimeout", 1);
        station.csms().answer("StartTransaction", p -> null);
        station.occupied(1);
        station.remoteStart(1, T1);
        Entry first = station.wire().expect(START);
        Entry second = station.wire().expect(START);
        Entry third = station.wire().expect(START);
        apart(first, second, 3_000);
        apart(second, third, 5_000);
        station.bench().post("/connectors/1/stop-button", "{}");
        Entry stop = station.wire().expect(STOP.with("transactionId", -1));
        apart(third, stop, 1_000);
        assertEquals(3, station.wire().all(START).size());
        station.wire().none(new Step("event closed", e -> e.frame().text().startsWith("closed")));
    }

    @Case("StopTransaction is never answered because the link is dead")
    void X_T_02_1(StationUnderTest station) {
        retries(station, 1, 1);
        station.configure("MessageTimeout", 2);
        station.configure("WebSocketPingInterval", 0);
        int id = station.charging(1, T1);
        long words = deadLinks(station);
        station.bench().network(false, "blackhole").present(T1);
        Awaitility.await("the dead link is noticed")
                .atMost(Duration.ofSeconds(20))
                .until(() -> deadLinks(station) > words);
        station.bench().network(true, "close");
        // The only attempt there is was not spent.
        station.wire().expect(STOP.with("transactionId", id).with("idTag", T1));
    }

    private static long deadLinks(StationUnderTest station) {
        return station.process().err().stream()
                .filter(line -> line.contains("no pong within"))
                .count();
    }

    @Case("MeterValues is answered with an error")
    void X_T_03(StationUnderTest station) {
        retries(station, 2, 3);
        int id = station.charging(1, T1);
        station.configure("MeterValueSampleInterval", 1);
        answers(station, "MeterValues", ERROR, "{}");
        Entry first = station.wire().expect(VALUES.with("transactionId", id));
        Entry again = station.wire().expect(VALUES);
        Entry next = station.wire().expect(VALUES);
        apart(first, again, 3_000);
        assertEquals(first.payload(), again.payload());
        assertTrue(!next.payload().equals(first.payload()), next.toString());
        // The next one was due meanwhile and has waited.
        assertTrue(next.since(again).toMillis() < 900, "the next came " + next.since(again) + " later");
    }

    @Case("Three transactions offline, then a power cut")
    void X_T_04(StationUnderTest station) {
        station.configure("AllowOfflineTxForUnknownId", true);
        station.networkDown();
        sessionOffline(station, 1, "TAG-A");
        sessionOffline(station, 2, "TAG-B");
        sessionOffline(station, 1, "TAG-C");
        station.powerCut();
        station.wire().begin();
        station.powerOn();
        Entry boot = station.wire().expect(call("BootNotification"));
        station.wire().expect(STOP.with("idTag", "TAG-C"));
        List<Entry> queued = station.wire().all(QUEUED);
        assertEquals(
                List.of(
                        "StartTransaction TAG-A",
                        "StopTransaction TAG-A",
                        "StartTransaction TAG-B",
                        "StopTransaction TAG-B",
                        "StartTransaction TAG-C",
                        "StopTransaction TAG-C"),
                queued.stream().map(TransactionQueueTest::describe).toList());
        for (int i = 0; i < queued.size(); i += 2) {
            assertEquals(
                    station.transaction(queued.get(i)),
                    queued.get(i + 1).payload().path("transactionId").asInt());
            station.wire().inOrder(boot, queued.get(i));
        }
        station.wire()
                .never(QUEUED.and("not told yet", p -> !queuedPayloads(queued).contains(p)), Duration.ofSeconds(2));
        assertEquals(6, station.wire().all(QUEUED).size());
    }

    private static List<JsonNode> queuedPayloads(List<Entry> queued) {
        return queued.stream().map(Entry::payload).toList();
    }

    @Case("Authorize while the queue is being emptied")
    void X_T_05(StationUnderTest station) {
        retries(station, 3, 3);
        station.configure("AllowOfflineTxForUnknownId", true);
        station.networkDown();
        sessionOffline(station, 1, T1);
        answers(station, "StartTransaction", ERROR, confirmed(51), confirmed(52));
        station.networkUp();
        Entry refused = station.wire().expect(START.with("idTag", T1));
        // It waits for its repetition; another customer does not.
        station.bench().plug(2).present(T2);
        Entry authorize = station.wire().expect(call("Authorize").with("idTag", T2));
        Entry charging = station.wire().expect(status(2, "Charging"));
        Entry again = station.wire().expect(START.with("idTag", T1));
        Entry stop = station.wire().expect(STOP.with("transactionId", 51));
        Entry other = station.wire().expect(START.with("idTag", T2));
        apart(refused, again, 3_000);
        station.wire().inOrder(refused, authorize, charging, again, stop, other);
    }

    private static void numbered(StationUnderTest station, int id) {
        station.configure("MeterValueSampleInterval", 1);
        station.csms().answer("StartTransaction", p -> confirmed(id));
        station.charging(1, T1);
        station.wire().expect(VALUES.with("transactionId", id));
        station.remoteStop(id);
        station.wire().expect(status(1, "Finishing"));
    }

    @Case("The transaction id is 0")
    void X_T_06(StationUnderTest station) {
        numbered(station, 0);
    }

    @Case("The transaction id is negative")
    void X_T_06_1(StationUnderTest station) {
        numbered(station, -5);
    }

    @Case("The transaction id is -1, given by the central system")
    void X_T_06_2(StationUnderTest station) {
        numbered(station, -1);
    }

    private static void refuseStarts(StationUnderTest station, String status, String parent) {
        String info = parent.isEmpty() ? "" : ",\"parentIdTag\":\"" + parent + "\"";
        station.csms()
                .answer(
                        "StartTransaction",
                        p -> "{\"idTagInfo\":{\"status\":\"" + status + "\"" + info + "},\"transactionId\":77}");
    }

    @Case("The tag turns out invalid online, the transaction is stopped")
    void X_T_07(StationUnderTest station) {
        station.csms().answer("Authorize", p -> "{\"idTagInfo\":{\"status\":\"Accepted\",\"parentIdTag\":\"FAMILY\"}}");
        refuseStarts(station, "Blocked", "FAMILY");
        station.bench().plug(1).present(T1);
        Entry start = station.wire().expect(START);
        Entry stop = station.wire().expect(STOP.with("transactionId", 77).with("reason", "DeAuthorized"));
        Entry finishing = station.wire().expect(status(1, "Finishing"));
        station.triggered("StartTransaction refused to StopTransaction", start, stop);
        station.wire().inOrder(start, finishing);
        assertTrue(!stop.payload().has("idTag"), stop.toString());
        assertTrue(locked(station), "the cable is free");
        station.bench().present("OTHER");
        station.wire().expect(call("Authorize").with("idTag", "OTHER"));
        Awaitility.await("one of the family gets the cable")
                .atMost(Duration.ofSeconds(10))
                .until(() -> !locked(station));
        assertEquals(1, station.wire().all(STOP).size());
        assertEquals(1, station.wire().all(START).size());
    }

    private static boolean locked(StationUnderTest station) {
        return connector(station).path("lock").path("locked").asBoolean();
    }

    private static JsonNode connector(StationUnderTest station) {
        return station.bench().state().path("connectors").path(0);
    }

    /** A car that takes next to nothing, and samples each second: the test says what the meter counts. */
    private static void meterByHand(StationUnderTest station) {
        station.bench().post("/connectors/1/ev", "{\"maxAmps\":6,\"phases\":1}");
        station.configure("MeterValueSampleInterval", 1);
    }

    /** So often 90 Wh, each of which the station has read: more at once it would not believe. */
    private static void energy(StationUnderTest station, int times) {
        for (int i = 0; i < times; i++) {
            long register = connector(station).path("registerWh").asLong() + 90;
            station.bench().post("/connectors/1/meter", "{\"registerWh\":" + register + "}");
            station.wire().expect(VALUES.and("at " + register + " Wh", p -> register(p) >= register));
        }
    }

    private static long register(JsonNode values) {
        return values.path("meterValue")
                .path(0)
                .path("sampledValue")
                .path(0)
                .path("value")
                .asLong();
    }

    @Case("The tag turns out invalid online, 500 Wh are left")
    void X_T_08(StationUnderTest station) {
        station.configure("StopTransactionOnInvalidId", false);
        station.configure("MaxEnergyOnInvalidId", 500);
        meterByHand(station);
        refuseStarts(station, "Invalid", "");
        station.bench().plug(1).present(T1);
        Entry start = station.wire().expect(START);
        station.wire().expect(status(1, "Charging"));
        energy(station, 5);
        station.wire().none(status(1, "SuspendedEVSE"));
        energy(station, 1);
        station.wire().expect(status(1, "SuspendedEVSE"));
        station.awaitContactor(1, false);
        station.wire().never(STOP, Duration.ofSeconds(2));
        assertEquals(
                List.of("Preparing", "Charging", "SuspendedEVSE"),
                station.wire().statuses(1));
        Entry stop = station.remoteStop(77);
        long used = stop.payload().path("meterStop").asLong()
                - start.payload().path("meterStart").asLong();
        assertTrue(used >= 500 && used < 700, used + " Wh");
    }

    @Case("The same with a power cut before the allowance is used up")
    void X_T_08_1(StationUnderTest station) {
        station.configure("StopTransactionOnInvalidId", false);
        station.configure("MaxEnergyOnInvalidId", 150);
        meterByHand(station);
        refuseStarts(station, "Invalid", "");
        station.bench().plug(1).present(T1);
        station.wire().expect(START);
        station.wire().expect(status(1, "Charging"));
        energy(station, 1);
        station.powerCycle();
        station.wire().expect(STOP.with("transactionId", 77).with("reason", "PowerLoss"));
        // The cable is still in; what was refused does not go on, and its allowance is nobody else's.
        station.wire().none(status(1, "SuspendedEVSE"));
        station.csms().answer("StartTransaction", p -> confirmed(78));
        station.remoteStart(1, T2);
        station.wire().expect(START.with("idTag", T2));
        station.wire().expect(status(1, "Charging").named("Charging again"));
        station.bench().post("/connectors/1/ev", "{\"state\":\"C\"}");
        energy(station, 3);
        station.wire().none(status(1, "SuspendedEVSE"));
        assertEquals(1, station.wire().all(STOP).size());
    }

    @Case("RemoteStopTransaction before the transaction has an id")
    void X_T_09(StationUnderTest station) {
        station.csms().answer("StartTransaction", p -> null);
        station.occupied(1);
        station.remoteStart(1, T1);
        Entry start = station.wire().expect(START);
        station.awaitContactor(1, true);
        station.call("RemoteStopTransaction", "{\"transactionId\":-1}", "Rejected");
        station.call("RemoteStopTransaction", "{\"transactionId\":0}", "Rejected");
        station.call("RemoteStopTransaction", "{\"transactionId\":4711}", "Rejected");
        station.csms().send("[3,\"" + start.id() + "\"," + confirmed(4711) + "]");
        station.remoteStop(4711);
    }

    @Case("A card on Finishing")
    void X_T_10(StationUnderTest station) {
        int id = station.charging(1, T1);
        station.bench().present(T1);
        station.wire().expect(STOP.with("transactionId", id));
        station.wire().expect(status(1, "Finishing"));
        station.bench().present(T1);
        Entry next = station.wire().expect(START.with("idTag", T1));
        Entry preparing = station.wire().expect(status(1, "Preparing").named("a second Preparing"));
        assertTrue(next.payload().path("connectorId").asInt() == 1, next.toString());
        station.wire().expect(status(1, "Charging"));
        assertEquals(1, station.wire().all(STOP).size());
        assertTrue(preparing != null, "between Finishing and Charging");
        assertEquals(
                List.of("Preparing", "Charging", "Finishing", "Preparing", "Charging"),
                station.wire().statuses(1));
    }

    @Case("Stop button")
    void X_T_11(StationUnderTest station) {
        int id = station.charging(1, T1);
        station.bench().post("/connectors/1/stop-button", "{}");
        Entry stop = station.wire().expect(STOP.with("transactionId", id));
        station.wire().expect(status(1, "Finishing"));
        assertEquals("Local", stop.payload().path("reason").asText("Local"), stop.toString());
    }

    @Case("Emergency stop")
    void X_T_11_1(StationUnderTest station) {
        int id = station.charging(1, T1);
        station.bench().post("/connectors/1/stop-button", "{\"emergency\":true}");
        station.wire().expect(STOP.with("transactionId", id).with("reason", "EmergencyStop"));
        List<String> statuses = new ArrayList<>(List.of("Faulted", "Finishing"));
        Entry after = station.wire()
                .expect(call("StatusNotification")
                        .with("connectorId", 1)
                        .and(
                                "after the end",
                                p -> statuses.contains(p.path("status").asText())));
        assertTrue(after.isCall(), after.toString());
        station.awaitContactor(1, false);
    }

    @Case("The car comes back, StopTransactionOnEVSideDisconnect is false")
    void X_T_12(StationUnderTest station) {
        station.configure("StopTransactionOnEVSideDisconnect", false);
        int id = station.charging(1, T1);
        station.bench().post("/connectors/1/unplug", "{\"side\":\"ev\"}");
        station.wire().expect(status(1, "SuspendedEV"));
        station.awaitContactor(1, false);
        station.bench().post("/connectors/1/plug", "{\"side\":\"ev\"}");
        station.wire().expect(status(1, "Charging"));
        station.awaitContactor(1, true);
        station.wire().none(STOP);
        assertEquals(1, station.wire().all(START).size());
        station.remoteStop(id);
        List<String> statuses = station.wire().statuses(1);
        assertEquals(List.of("Preparing", "Charging", "SuspendedEV"), statuses.subList(0, 3));
    }

    @Case("Soft reset, and the connection is lost with it")
    void X_T_13(StationUnderTest station) {
        int id = station.charging(1, T1);
        station.csms().answer("StopTransaction", p -> null);
        String restarts = "the station's components start again";
        long before = told(station, restarts);
        station.csms().send("[2,\"reset-offline\",\"Reset\",{\"type\":\"Soft\"}]");
        station.csms().down();
        Awaitility.await(restarts).atMost(Duration.ofSeconds(40)).until(() -> told(station, restarts) > before);
        station.wire().begin();
        station.csms().answer("StopTransaction", p -> "{}");
        station.csms().listen();
        Entry boot = station.wire().expect(call("BootNotification"));
        Entry stop = station.wire().expect(STOP.with("transactionId", id).with("reason", "SoftReset"));
        station.wire().inOrder(boot, stop);
        assertTrue(!stop.payload().has("idTag"), stop.toString());
        station.wire().never(STOP, Duration.ofSeconds(2));
        station.wire().none(START);
    }

    private static long told(StationUnderTest station, String words) {
        return station.process().err().stream()
                .filter(line -> line.contains(words))
                .count();
    }

    @Case("The clock jumps during a transaction")
    void X_T_17(StationUnderTest station) {
        station.configure("MeterValueSampleInterval", 1);
        station.configure("HeartbeatInterval", 1);
        int id = station.charging(1, T1);
        for (int jump : List.of(3_600, -3_600, 0)) {
            station.bench().post("/clock", "{\"offsetSeconds\":" + jump + "}");
            station.csms()
                    .answer(
                            "Heartbeat",
                            p -> "{\"currentTime\":\"" + Instant.now().plusSeconds(jump) + "\"}");
            int beats = station.wire().all(call("Heartbeat")).size();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> station.wire().all(call("Heartbeat")).size() >= beats + 2);
            Entry beat = station.wire().all(call("Heartbeat")).get(beats + 1);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> station.wire().all(VALUES).stream().anyMatch(e -> e.index() > beat.index()));
        }
        Entry stop = station.remoteStop(id);
        List<Entry> told = station.wire().all(QUEUED);
        for (int i = 1; i < told.size(); i++) {
            assertTrue(
                    !stamp(told.get(i)).isBefore(stamp(told.get(i - 1))),
                    station.wire().text());
        }
        assertTrue(stamp(stop).isAfter(Instant.now().plusSeconds(3_000)), "what was queued an hour too late stays");
        List<Entry> values = station.wire().all(VALUES);
        for (int i = 1; i < values.size(); i++) {
            assertEquals(id, values.get(i).payload().path("transactionId").asInt());
            // Intervals do not follow the clock.
            assertTrue(
                    values.get(i).since(values.get(i - 1)).toMillis() < 6_000,
                    station.wire().text());
        }
    }

    @Case("The clock has lost its time in a power cut, and nobody can tell it")
    void X_T_17_1(StationUnderTest station) {
        station.configure("AllowOfflineTxForUnknownId", true);
        station.bench().post("/clock", "{\"offsetSeconds\":-300000000}");
        station.powerCut();
        station.csms().down();
        // The longer it lies there, the more a clock that went on from the last known time would be late.
        Instant dark = Instant.now().plusSeconds(5);
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() -> Instant.now().isAfter(dark));
        station.wire().begin();
        station.powerOn();
        Instant first = Instant.now();
        sessionOffline(station, 1, T1);
        Instant second = Instant.now();
        station.bench().plug(2).present(T2);
        station.awaitContactor(2, true);
        Instant third = Instant.now();
        station.csms().listen();
        Entry begun = station.wire().expect(START.with("idTag", T1));
        Entry ended = station.wire().expect(STOP.with("idTag", T1));
        Entry running = station.wire().expect(START.with("idTag", T2));
        between(first, begun, second);
        between(stamp(begun), ended, second);
        between(second, running, third);
        Entry stop = station.remoteStop(station.transaction(running));
        between(third, stop, Instant.now());
    }

    /** The way of the time from the central system may take a moment. */
    private static void between(Instant from, Entry e, Instant until) {
        Instant at = stamp(e);
        assertTrue(
                !at.isBefore(from.minusMillis(1_000)) && !at.isAfter(until.plusMillis(1_000)),
                from + " .. " + until + ": " + e.frame());
    }

    private static Instant stamp(Entry e) {
        JsonNode in = e.action().equals("MeterValues")
                ? e.payload().path("meterValue").path(0)
                : e.payload();
        return Instant.parse(in.path("timestamp").asText());
    }
}
