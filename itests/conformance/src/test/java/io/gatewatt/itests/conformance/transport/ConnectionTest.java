// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.itests.conformance.transport;

import static io.gatewatt.itests.conformance.kit.StationUnderTest.T1;
import static io.gatewatt.itests.conformance.kit.Step.call;
import static io.gatewatt.itests.conformance.kit.Step.status;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatewatt.itests.conformance.kit.Case;
import io.gatewatt.itests.conformance.kit.Entry;
import io.gatewatt.itests.conformance.kit.Functionality;
import io.gatewatt.itests.conformance.kit.StationUnderTest;
import io.gatewatt.itests.conformance.kit.Step;
import io.gatewatt.itests.harness.Console;
import io.gatewatt.itests.harness.Csms;
import io.gatewatt.itests.harness.RawDoor;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;

/** Conformance catalogue B1: the connection, when it is refused, slow, dead or silent. */
@Functionality(
        value = "B1 Transport (OCPP-J)",
        settings = {"Station.reconnectSeconds=1..4"})
class ConnectionTest {

    private static final Step CONNECTED =
            new Step("connected", e -> e.type() == 0 && e.frame().text().startsWith("connected"));
    private static final Step CLOSED =
            new Step("connection closed", e -> e.type() == 0 && e.frame().text().startsWith("closed"));

    private static void await(String what, BooleanSupplier condition) {
        Awaitility.await(what)
                .atMost(Csms.PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(condition::getAsBoolean);
    }

    /** Never two calls of the station at once, unless the first was given up after the message time-out. */
    private static void oneAtATime(StationUnderTest station, Duration timeout) {
        Entry open = null;
        for (Entry e : station.wire().entries()) {
            if (e.isCall()) {
                assertTrue(
                        open == null || e.since(open).compareTo(timeout) >= 0,
                        "a call while another was open:\n" + open + "\n" + e);
                open = e;
            } else if (e.type() == 0 || open != null && !e.fromStation() && e.id().equals(open.id())) {
                open = null;
            }
        }
    }

    @Case("One outstanding call")
    void X_J_10(StationUnderTest station) {
        station.configure("MeterValueSampleInterval", 1);
        station.charging(1, T1);
        station.csms().answer("MeterValues", p -> null);
        Entry open = station.wire().expect(call("MeterValues"));
        // Statuses and values arise meanwhile, and wait.
        station.bench().plug(2);
        station.wire()
                .never(new Step("a second call", e -> e.isCall() && e.index() > open.index()), Duration.ofSeconds(8));
        station.csms().befriend();
        station.csms().send("[3,\"" + open.id() + "\",{}]");
        station.wire().expect(status(2, "Preparing"));
        for (int i = 0; i < 7; i++) {
            station.wire().expect(call("MeterValues"));
        }
        oneAtATime(station, Duration.ofSeconds(25));
        timestampsAscend(station);
    }

    private static void timestampsAscend(StationUnderTest station) {
        List<Instant> times = station.wire().all(call("MeterValues")).stream()
                .map(e -> Instant.parse(
                        e.payload().path("meterValue").path(0).path("timestamp").asText()))
                .toList();
        assertEquals(times.stream().sorted().distinct().toList(), times, "once each, in order");
    }

    @Case("Late answer")
    void X_J_11(StationUnderTest station) {
        station.configure("MessageTimeout", 2);
        station.configure("TransactionMessageAttempts", 3);
        station.configure("TransactionMessageRetryInterval", 2);
        station.occupied(1);
        station.csms().answer("StartTransaction", p -> null);
        station.remoteStart(1, T1);
        Entry first = station.wire().expect(call("StartTransaction"));
        Entry second = station.wire().expect(call("StartTransaction"));
        long waited = second.since(first).toMillis();
        assertTrue(waited >= 4_000 && waited < 8_000, "again after " + waited + " ms");
        assertNotEquals(first.id(), second.id(), "an id is used once on a connection");
        assertEquals(first.payload(), second.payload());
        station.csms().send(started(first, 111));
        station.wire().never(call("StopTransaction"), Duration.ofMillis(500));
        station.csms().send(started(second, 222));
        station.csms().befriend();
        station.call("RemoteStopTransaction", "{\"transactionId\":111}", "Rejected");
        station.remoteStop(222);
        station.wire().none(CLOSED);
        station.wire().none(call("StartTransaction"));
    }

    private static String started(Entry call, int transaction) {
        return "[3,\"" + call.id() + "\",{\"idTagInfo\":{\"status\":\"Accepted\"},\"transactionId\":" + transaction
                + "}]";
    }

    @Case("The central system agrees to another sub-protocol, or to none")
    void X_J_14(StationUnderTest station) throws IOException {
        for (String protocol : List.of("ocpp2.0.1", "")) {
            station.csms().down();
            try (RawDoor door = new RawDoor(station.csms().port(), protocol)) {
                await(
                        "three attempts with '" + protocol + "'",
                        () -> door.visits().size() >= 3);
                List<RawDoor.Visit> visits = door.visits();
                assertTrue(visits.stream().allMatch(RawDoor::left), visits.toString());
                assertTrue(
                        Duration.between(visits.get(1).at(), visits.get(2).at()).toMillis() >= 900, visits.toString());
            }
            station.csms().listen();
            station.csms().connection();
        }
        assertEquals("2", station.key("NumberOfConnectors"));
        station.wire().none(call("BootNotification"));
    }

    @Case("HTTP 503, 404 and 401 at the upgrade")
    void X_J_15(StationUnderTest station) {
        Csms csms = station.csms();
        int before = csms.attempts().size();
        Iterator<Integer> statuses = List.of(503, 404, 401, 503).iterator();
        csms.admit(handshake -> statuses.hasNext() ? statuses.next() : 101);
        Instant closed = Instant.now();
        csms.hangUp(1001, "going away");
        await("connected again", () -> csms.attempts().size() == before + 5 && csms.connected());
        List<Csms.Attempt> attempts = csms.attempts().subList(before, before + 5);
        assertEquals(
                List.of(503, 404, 401, 503, 101),
                attempts.stream().map(Csms.Attempt::status).toList());
        // Each wait lies at random in the upper half of 2, 4, 8… seconds, here cut at 4: growing, and not all stations
        // at once.
        List<Long> waits = IntStream.range(0, 5)
                .mapToObj(i -> Duration.between(
                                i == 0 ? closed : attempts.get(i - 1).at(),
                                attempts.get(i).at())
                        .toMillis())
                .toList();
        long[] least = {1_000, 2_000, 2_000, 2_000, 2_000};
        long[] most = {2_000, 4_000, 4_000, 4_000, 4_000};
        for (int i = 0; i < 5; i++) {
            long wait = waits.get(i);
            assertTrue(wait >= least[i] && wait < most[i] + 1_500, "waits " + waits);
        }
        assertTrue(Set.copyOf(waits).size() > 2, "no jitter in " + waits);
        assertEquals("2", station.key("NumberOfConnectors"));
        station.wire().none(call("BootNotification"));
    }

    @Case("WebSocketPingInterval")
    void X_J_17(StationUnderTest station) {
        Csms csms = station.csms();
        station.configure("WebSocketPingInterval", 2);
        int before = csms.pings().size();
        await("three pings", () -> csms.pings().size() >= before + 3);
        List<Instant> pings = csms.pings().subList(before, before + 3);
        for (int i = 1; i < 3; i++) {
            long apart = Duration.between(pings.get(i - 1), pings.get(i)).toMillis();
            assertTrue(apart > 1_500 && apart < 4_000, "pings " + apart + " ms apart");
        }
        station.wire().none(CLOSED);
        csms.pongs(false);
        Entry closed = station.wire().expect(CLOSED);
        Entry again = station.wire().expect(CONNECTED);
        assertTrue(again.since(closed).toMillis() < 6_000);
        csms.pongs(true);
        station.configure("WebSocketPingInterval", 0);
        int quiet = csms.pings().size();
        station.wire().never(CLOSED, Duration.ofSeconds(5));
        assertEquals(quiet, csms.pings().size(), "no pings when switched off");
        station.call("ChangeConfiguration", StationUnderTest.change("WebSocketPingInterval", -1), "Rejected");
        assertEquals("0", station.key("WebSocketPingInterval"));
        station.wire().none(call("BootNotification"));
    }

    @Case("Half-open link, noticed by a ping")
    void X_J_18_ping(StationUnderTest station) {
        station.configure("WebSocketPingInterval", 2);
        halfOpen(station);
    }

    @Case("Half-open link, noticed by a missing answer")
    void X_J_18_answer(StationUnderTest station) {
        station.configure("WebSocketPingInterval", 0);
        station.configure("MessageTimeout", 2);
        station.configure("TransactionMessageRetryInterval", 1);
        halfOpen(station);
    }

    /** Values that fall into a black hole come once there is a connection again, each once, and so does the end. */
    private static void halfOpen(StationUnderTest station) {
        station.configure("MeterValueSampleInterval", 1);
        int transaction = station.charging(1, T1);
        station.wire().expect(call("MeterValues"));
        int words = station.process().err().size();
        station.bench().network(false, "blackhole");
        await(
                "the dead link is noticed",
                () -> station.process().err().stream().skip(words).anyMatch(line -> line.contains("no pong within")));
        station.bench().present(T1);
        station.bench().network(true, "close");
        Entry again = station.wire().expect(CONNECTED);
        Entry stop = station.wire().expect(call("StopTransaction").with("transactionId", transaction));
        station.wire().inOrder(again, stop);
        List<Entry> values = station.wire().all(call("MeterValues"));
        assertTrue(
                values.stream().filter(e -> e.index() > again.index()).count() >= 2,
                station.wire().text());
        timestampsAscend(station);
        station.wire().none(call("BootNotification"));
        assertEquals(1, station.wire().all(call("StopTransaction")).size());
    }

    @Case("A message on which the central system closes the connection")
    void X_J_22(StationUnderTest station) {
        station.configure("TransactionMessageAttempts", 2);
        station.configure("TransactionMessageRetryInterval", 1);
        station.occupied(1);
        station.csms().answer("StartTransaction", p -> {
            station.csms().hangUp(1011, "cannot handle this");
            return null;
        });
        station.remoteStart(1, T1);
        Step start = call("StartTransaction");
        Entry first = station.wire().expect(start);
        // Twice may be chance. Then a Heartbeat shows each time that the link is good, and what fails now is a failed
        // transmission.
        Entry second = station.wire().expect(start);
        for (int transmission = 1; transmission <= 2; transmission++) {
            Entry before = second;
            Entry connected = station.wire()
                    .expect(new Step("connected again", e -> CONNECTED.fits().test(e) && e.index() > before.index()));
            Entry heartbeat = station.wire().expect(call("Heartbeat"));
            Entry again = station.wire().expect(start);
            assertEquals(first.payload(), again.payload());
            station.wire().inOrder(connected, heartbeat, again);
            second = again;
        }
        station.bench().present(T1);
        Entry stop = station.wire().expect(call("StopTransaction").with("transactionId", -1));
        station.wire().inOrder(second, stop);
        station.wire().never(start, Duration.ofSeconds(1));
    }

    @Case("The central system's address and the identity are changed")
    void X_J_23(StationUnderTest station) {
        int transaction = station.charging(1, T1);
        Console console = Console.of(station.process());
        try (Csms other = new Csms()) {
            console.edit("ocpp.connection", "url", other.url());
            known(other, "/ocpp/CP1");
            assertTrue(!station.csms().connected());
            console.edit("ocpp.connection", "identity", "CP2");
            known(other, "/ocpp/CP2");
            console.edit("ocpp.connection", "identity", "CP1");
            known(other, "/ocpp/CP1");
            console.edit("ocpp.connection", "url", station.csms().url());
            station.wire().expect(call("BootNotification"));
            station.wire().expect(status(0, "Available"));
            station.wire().expect(status(1, "Charging"));
            station.wire().expect(status(2, "Available"));
            assertEquals(List.of(), other.violations());
        }
        station.remoteStop(transaction);
    }

    /** The station has connected there and told all that a central system must know. */
    private static void known(Csms csms, String path) {
        csms.expect("BootNotification");
        assertEquals(path, csms.handshakes().get(csms.handshakes().size() - 1).path());
        csms.expectStatus(0, "Available");
        csms.expectStatus(1, "Charging");
        csms.expectStatus(2, "Available");
        assertEquals(
                "2",
                csms.call("GetConfiguration", "{\"key\":[\"NumberOfConnectors\"]}")
                        .path("configurationKey")
                        .path(0)
                        .path("value")
                        .asText());
    }
}
