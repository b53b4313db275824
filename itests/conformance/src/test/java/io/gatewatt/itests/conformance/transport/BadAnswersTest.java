// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.itests.conformance.transport;

import static io.gatewatt.itests.conformance.kit.StationUnderTest.T1;
import static io.gatewatt.itests.conformance.kit.Step.call;
import static io.gatewatt.itests.conformance.kit.Step.status;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gatewatt.itests.conformance.kit.Case;
import io.gatewatt.itests.conformance.kit.Functionality;
import io.gatewatt.itests.conformance.kit.StationUnderTest;
import io.gatewatt.itests.conformance.kit.Step;
import io.gatewatt.itests.harness.Console;
import io.gatewatt.itests.harness.Csms;
import io.gatewatt.ocpp.protocol.codec.BadPayloads;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Confirmations of every call that a station sends, spoilt in all ways: it lives on, stays connected, and takes each as a failure. */
@Functionality(
        value = "B1 Transport (OCPP-J)",
        settings = {"Station.reconnectSeconds=1..2"})
class BadAnswersTest {

    private static final Step CLOSED =
            new Step("connection closed", e -> e.type() == 0 && e.frame().text().startsWith("closed"));

    /** Frames that answer, but not as any action is answered. */
    private static final List<String> NO_ANSWERS = List.of(
            "[3,\"$id\",[]]",
            "[3,\"$id\",\"x\"]",
            "[3,\"$id\",5]",
            "[3,\"$id\"]",
            "[4,\"$id\"]",
            "[4,\"$id\",\"Foo\",\"\",{}]",
            "[4,\"$id\",\"FormatViolation\",\"\",{}]",
            "[4,\"$id\",\"OccurrenceConstraintViolation\",\"\"]",
            "[4,\"$id\",\"InternalError\",null,null]");

    private static final AtomicInteger ANSWERS = new AtomicInteger();

    private static List<String> bad(String action) {
        List<String> bad = new ArrayList<>();
        BadPayloads.confirmations(action).forEach(b -> bad.add(b.payload()));
        bad.addAll(NO_ANSWERS);
        return bad;
    }

    /** From now on the calls of this action get the spoilt answers one by one, then the good one. */
    private static AtomicInteger spoil(StationUnderTest station, String action, String good) {
        List<String> bad = bad(action);
        AtomicInteger given = new AtomicInteger();
        station.csms().answer(action, p -> {
            int n = given.getAndIncrement();
            return n < bad.size() ? bad.get(n) : good;
        });
        return given;
    }

    private static void told(StationUnderTest station, String action) {
        station.wire().none(CLOSED);
        count(station, action);
    }

    private static void count(StationUnderTest station, String action) {
        int n = bad(action).size();
        int all = ANSWERS.addAndGet(n);
        System.out.println("bad input, answers to " + action + ": " + n + " of " + n + " taken as a failure");
        station.figure(
                "Answers to the station's calls",
                "%d of %d taken as a failure to process; station alive and connected".formatted(all, all));
        // The report would be very long.
        station.wire().begin();
    }

    /** A message of the queue is sent again after each bad answer, and is done with the good one. */
    private static void queued(StationUnderTest station, String action, String good, Runnable cause) {
        station.configure("TransactionMessageAttempts", 1000);
        station.configure("TransactionMessageRetryInterval", 0);
        AtomicInteger given = spoil(station, action, good);
        cause.run();
        Step step = call(action);
        String first = station.wire().expect(step).payload().toString();
        for (int i = 1; i <= bad(action).size(); i++) {
            assertEquals(first, station.wire().expect(step).payload().toString(), "the same message again");
        }
        station.wire().never(step, Duration.ofSeconds(1));
        assertEquals(bad(action).size() + 1, given.get());
        told(station, action);
    }

    @Case("Bad answers to StartTransaction")
    void X_J_25_start(StationUnderTest station) {
        station.occupied(1);
        String good = "{\"idTagInfo\":{\"status\":\"Accepted\"},\"transactionId\":77}";
        queued(station, "StartTransaction", good, () -> station.remoteStart(1, T1));
        station.remoteStop(77);
    }

    @Case("Bad answers to StopTransaction")
    void X_J_25_stop(StationUnderTest station) {
        int transaction = station.charging(1, T1);
        queued(
                station,
                "StopTransaction",
                "{}",
                () -> station.call("RemoteStopTransaction", "{\"transactionId\":" + transaction + "}", "Accepted"));
    }

    @Case("Bad answers to MeterValues")
    void X_J_25_values(StationUnderTest station) {
        station.configure("MeterValueSampleInterval", 4);
        int transaction = station.charging(1, T1);
        queued(station, "MeterValues", "{}", () -> {});
        station.remoteStop(transaction);
    }

    @Case("Bad answers to Authorize")
    void X_J_25_authorize(StationUnderTest station) {
        spoil(station, "Authorize", "{\"idTagInfo\":{\"status\":\"Accepted\"}}");
        for (int i = 0; i < bad("Authorize").size(); i++) {
            station.bench().present("BAD" + i);
            station.wire().expect(call("Authorize").with("idTag", "BAD" + i));
        }
        station.wire().never(call("StatusNotification"), Duration.ofSeconds(1));
        told(station, "Authorize");
        station.bench().present("GOOD");
        station.wire().expect(status(1, "Preparing"));
    }

    @Case("Bad answers to Heartbeat")
    void X_J_25_heartbeat(StationUnderTest station) {
        spoil(station, "Heartbeat", "{\"currentTime\":\"" + Instant.now() + "\"}");
        station.configure("HeartbeatInterval", 1);
        for (int i = 0; i <= bad("Heartbeat").size(); i++) {
            station.wire().expect(call("Heartbeat"));
        }
        told(station, "Heartbeat");
    }

    @Case("Bad answers to StatusNotification")
    void X_J_25_status(StationUnderTest station) {
        AtomicInteger given = spoil(station, "StatusNotification", "{}");
        for (int i = 0; given.get() <= bad("StatusNotification").size(); i++) {
            if (i % 2 == 0) {
                station.occupied(1);
            } else {
                station.unplugged(1);
            }
        }
        told(station, "StatusNotification");
        station.bench().unplug(1);
    }

    @Case("Bad answers to BootNotification")
    void X_J_25_boot(StationUnderTest station) {
        Console console = Console.of(station.process());
        spoil(station, "BootNotification", Csms.boot("Accepted", 300));
        Step boot = call("BootNotification");
        int bad = bad("BootNotification").size();
        for (int i = 0; i < bad; i++) {
            // Under another name it asks at once; else it would wait, as it should after an answer that makes no sense.
            console.edit("ocpp.connection", "identity", "CP" + i);
            station.wire().expect(boot);
        }
        station.wire()
                .never(
                        new Step(
                                "a call before the station is accepted",
                                e -> e.isCall() && !boot.fits().test(e)),
                        Duration.ofSeconds(1));
        assertEquals("2", station.key("NumberOfConnectors"));
        count(station, "BootNotification");
        console.edit("ocpp.connection", "identity", "CP1");
        station.wire().expect(boot);
        station.wire().expect(status(0, "Available"));
    }
}
