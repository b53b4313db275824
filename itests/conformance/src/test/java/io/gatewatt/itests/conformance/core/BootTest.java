// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.itests.conformance.core;

import static io.gatewatt.itests.conformance.kit.StationUnderTest.T1;
import static io.gatewatt.itests.conformance.kit.Step.answer;
import static io.gatewatt.itests.conformance.kit.Step.call;
import static io.gatewatt.itests.conformance.kit.Step.status;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatewatt.itests.conformance.kit.Case;
import io.gatewatt.itests.conformance.kit.Entry;
import io.gatewatt.itests.conformance.kit.Functionality;
import io.gatewatt.itests.conformance.kit.StationUnderTest;
import io.gatewatt.itests.conformance.kit.Step;
import io.gatewatt.itests.harness.Csms;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Iterator;
import org.awaitility.Awaitility;

/** Conformance catalogue B2, as far as it is Core. */
@Functionality("B2 Boot")
class BootTest {

    private static final Step BOOT = call("BootNotification");
    private static final Step NOT_BOOT = new Step(
            "anything but a BootNotification", e -> e.isCall() && !e.action().equals("BootNotification"));
    private static final String ERROR = "[4,\"$id\",\"InternalError\",\"not today\",{}]";

    /** Answers boots one after the other so, null for silence; when none is left, Accepted. */
    private static void bootAnswers(StationUnderTest station, String... first) {
        Iterator<String> answers = Arrays.asList(first).iterator();
        station.csms().answer("BootNotification", p -> answers.hasNext() ? answers.next() : Csms.boot("Accepted", 300));
    }

    private static void coldStart(StationUnderTest station) {
        station.powerCut();
        station.wire().begin();
        station.powerOn();
    }

    /** The next boot comes between these two, in seconds after the first, and nothing else before it. Gives it. */
    private static Entry nextBoot(StationUnderTest station, Entry first, int from, int to) {
        Entry next = station.wire().expect(BOOT, Duration.ofSeconds(to + 10L));
        double waited = next.since(first).toMillis() / 1000.0;
        assertTrue(waited >= from && waited <= to + 4, "second boot after " + waited + " s");
        station.wire().expect(status(0, "Available"));
        station.wire().inOrder(next, station.wire().all(NOT_BOOT).get(0));
        return next;
    }

    @Case("Boot answered with an error")
    void X_B_01(StationUnderTest station) {
        bootAnswers(station, ERROR);
        coldStart(station);
        nextBoot(station, station.wire().expect(BOOT), 30, 60);
    }

    @Case("Boot never answered")
    void X_B_02(StationUnderTest station) {
        station.configure("MessageTimeout", 2);
        bootAnswers(station, (String) null);
        coldStart(station);
        nextBoot(station, station.wire().expect(BOOT), 2, 12);
    }

    @Case("Boot rejected with interval 0")
    void X_B_03(StationUnderTest station) {
        bootAnswers(station, Csms.boot("Rejected", 0));
        coldStart(station);
        nextBoot(station, station.wire().expect(BOOT), 30, 60);
    }

    @Case("Remote start and stop while pending")
    void X_B_04(StationUnderTest station) {
        bootAnswers(station, Csms.boot("Pending", 4));
        coldStart(station);
        Entry pending = station.wire().expect(BOOT);
        station.bench().plug(1);
        station.call("RemoteStartTransaction", "{\"connectorId\":1,\"idTag\":\"" + T1 + "\"}", "Rejected");
        station.call("RemoteStopTransaction", "{\"transactionId\":1}", "Rejected");
        nextBoot(station, pending, 4, 4);
        station.wire().expect(status(1, "Preparing"));
        station.wire().never(call("StartTransaction"), Duration.ofSeconds(1));
        station.wire().none(call("Authorize"));
    }

    @Case("Call while rejected")
    void X_B_06(StationUnderTest station) {
        bootAnswers(station, Csms.boot("Rejected", 4));
        coldStart(station);
        Entry rejected = station.wire().expect(BOOT);
        station.csms().send("[2,\"while-rejected\",\"GetConfiguration\",{}]");
        nextBoot(station, rejected, 4, 4);
        station.wire().never(answer("GetConfiguration"), Duration.ofSeconds(1));
        assertTrue(station.configuration().size() > 20, "answers again once accepted");
    }

    @Case("New password while pending")
    void X_B_07(StationUnderTest station) {
        bootAnswers(station, Csms.boot("Pending", 3));
        coldStart(station);
        Entry pending = station.wire().expect(BOOT);
        int handshakes = station.csms().handshakes().size();
        station.configure("AuthorizationKey", "0102030405060708090A0B0C0D0E0F1011121314");
        Entry next = nextBoot(station, pending, 3, 3);
        assertEquals(handshakes + 1, station.csms().handshakes().size());
        assertTrue(station.csms()
                .handshakes()
                .get(handshakes)
                .header("Authorization")
                .startsWith("Basic "));
        Entry connected = station.wire()
                .expect(new Step(
                        "connected again",
                        e -> e.frame().text().startsWith("connected") && e.index() > pending.index()));
        station.wire().inOrder(connected, next);
    }

    @Case("Stop queued before the power cut")
    void X_B_09(StationUnderTest station) {
        int transaction = station.charging(1, T1);
        station.networkDown();
        station.bench().present(T1);
        energyOff(station, 1);
        bootAnswers(station, Csms.boot("Pending", 3));
        station.powerCut();
        station.wire().begin();
        station.powerOn();
        station.networkUp();
        Entry pending = station.wire().expect(BOOT);
        Entry accepted = nextBoot(station, pending, 3, 3);
        Entry stop = station.wire().expect(call("StopTransaction").with("transactionId", transaction));
        station.wire().inOrder(accepted, stop);
        assertEquals("", stop.text("reason").replace("Local", ""));
        station.wire().never(call("StopTransaction"), Duration.ofSeconds(1));
    }

    @Case("Reconnect without a new start")
    void X_B_10(StationUnderTest station) {
        station.configure("HeartbeatInterval", 2);
        station.wire().expect(call("Heartbeat"));
        station.networkDown();
        station.wire().begin();
        station.networkUp();
        Entry first = station.wire().expect(call("Heartbeat"));
        Entry second = station.wire().expect(call("Heartbeat"));
        long apart = second.since(first).toMillis();
        assertTrue(apart >= 1_700 && apart < 6_000, "heartbeats " + apart + " ms apart");
        station.wire().none(BOOT);
        station.wire().none(call("StatusNotification"));
    }

    @Case("The clock of the station is off")
    void X_B_12(StationUnderTest station) {
        Duration ahead = Duration.ofHours(1);
        station.csms()
                .answer("Heartbeat", p -> "{\"currentTime\":\"" + Instant.now().plus(ahead) + "\"}");
        station.csms()
                .answer(
                        "BootNotification",
                        p -> "{\"status\":\"Accepted\",\"interval\":2,\"currentTime\":\""
                                + Instant.now().plus(ahead) + "\"}");
        coldStart(station);
        Entry boot = station.wire().expect(BOOT);
        station.bench().plug(1);
        Entry preparing = station.wire().expect(status(1, "Preparing"));
        Duration off = Duration.between(preparing.at().plus(ahead), Instant.parse(preparing.text("timestamp")));
        assertTrue(off.abs().toSeconds() < 4, "the status is stamped " + off + " beside the central system's time");
        Entry first = station.wire().expect(call("Heartbeat"));
        Entry second = station.wire().expect(call("Heartbeat"));
        assertTrue(first.since(boot).toMillis() < 6_000, "first heartbeat after " + first.since(boot));
        long apart = second.since(first).toMillis();
        assertTrue(apart >= 1_700 && apart < 6_000, "heartbeats " + apart + " ms apart");
        // And back, for whoever comes next.
        station.csms().befriend();
        station.wire().expect(call("Heartbeat"));
    }

    @Case("A card while pending")
    void X_B_13(StationUnderTest station) {
        bootAnswers(station, Csms.boot("Pending", 5));
        coldStart(station);
        Entry pending = station.wire().expect(BOOT);
        station.bench().plug(1);
        station.bench().present(T1);
        nextBoot(station, pending, 5, 5);
        station.wire().expect(status(1, "Preparing"));
        station.wire().never(call("StartTransaction"), Duration.ofSeconds(1));
        station.wire().none(call("Authorize"));
        station.bench().present(T1);
        station.wire().expect(call("StartTransaction"));
    }

    @Case("HeartbeatInterval follows the boot, then the key, then the next boot")
    void X_B_14(StationUnderTest station) {
        bootAnswers(station, Csms.boot("Accepted", 7), Csms.boot("Accepted", 9));
        coldStart(station);
        station.wire().expect(BOOT);
        station.wire().expect(status(0, "Available"));
        assertEquals("7", station.key("HeartbeatInterval"));
        station.configure("HeartbeatInterval", 1);
        Entry changed = station.asked("ChangeConfiguration");
        Entry beat = station.wire().expect(call("Heartbeat"));
        assertTrue(beat.since(changed).toMillis() < 5_000, "first heartbeat after " + beat.since(changed));
        station.powerCycle();
        station.wire().expect(status(0, "Available"));
        assertEquals("9", station.key("HeartbeatInterval"));
    }

    /** Waits until the connector offers no energy, which nobody is told of while offline. */
    private static void energyOff(StationUnderTest station, int connector) {
        Awaitility.await("energy off")
                .atMost(Csms.PATIENCE)
                .until(() -> station.bench()
                                .state()
                                .path("connectors")
                                .path(connector - 1)
                                .path("offeredAmps")
                                .asDouble()
                        == 0);
    }
}
