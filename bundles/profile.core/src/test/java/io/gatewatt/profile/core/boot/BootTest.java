// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.profile.core.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatewatt.loop.core.VirtualLoop;
import io.gatewatt.ocpp.ErrorCode;
import io.gatewatt.ocpp.NoAnswerException;
import io.gatewatt.ocpp.OcppException;
import io.gatewatt.ocpp.RegistrationStatus;
import io.gatewatt.ocpp.v16.BootNotification;
import io.gatewatt.ocpp.v16.BootNotification.Confirmation;
import io.gatewatt.ocpp.v16.BootNotification.Status;
import io.gatewatt.profile.core.FakeCentralSystem;
import io.gatewatt.profile.core.FakeStation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BootTest {

    private final VirtualLoop loop = new VirtualLoop();
    private final FakeStation station = new FakeStation(loop);
    private final FakeCentralSystem central = new FakeCentralSystem(loop);
    private final List<Integer> heartbeat = new ArrayList<>();
    private final List<Boolean> registered = new ArrayList<>();
    private final Deque<Object> answers = new ArrayDeque<>();

    private Boot boot() {
        central.answer(BootNotification.ACTION, request -> answers.poll());
        Boot boot = new Boot(
                loop,
                station,
                central,
                new HeartbeatKey(null) {
                    @Override
                    void set(int seconds) {
                        heartbeat.add(seconds);
                    }
                },
                new Registered(null) {
                    @Override
                    public void set(boolean now) {
                        registered.add(now);
                    }
                });
        central.listen(boot);
        loop.run();
        return boot;
    }

    private Object answer(Status status, int interval) {
        return new Confirmation(status, loop.now(), interval);
    }

    private int asked() {
        return central.called(BootNotification.Request.class).size();
    }

    @Test
    void acceptedAtOnce() {
        boot();
        assertEquals(0, asked(), "nothing without a connection");
        answers.add(new Confirmation(Status.Accepted, Instant.parse("2026-05-05T05:05:05Z"), 17));
        central.connected(true);
        assertEquals(
                new BootNotification.Request(
                        "Blue Networks", "ECU-L7002S", "BN1", null, "01.01.02", null, null, null, null),
                central.calls.get(0));
        assertEquals(List.of(true), registered);
        assertEquals(List.of(17), heartbeat);
        assertEquals(RegistrationStatus.Accepted, central.link().registration());
        assertEquals(Instant.parse("2026-05-05T05:05:05Z"), loop.now());
    }

    @Test
    void aReconnectIsNoStart() {
        boot();
        answers.add(answer(Status.Accepted, 10));
        central.connected(true);
        central.connected(false);
        central.connected(true);
        assertEquals(1, asked());
        assertEquals(List.of(true), registered);
    }

    @Test
    void anotherCentralSystemIsAskedAtOnce() {
        boot();
        answers.add(answer(Status.Accepted, 10));
        central.connected(true);
        central.connected(false);
        answers.add(answer(Status.Rejected, 3600));
        central.address("ws://other/CP1");
        central.connected(true);
        assertEquals(2, asked());
        assertEquals(List.of(true, false), registered);
        central.connected(false);
        answers.add(answer(Status.Accepted, 10));
        central.address("ws://third/CP1");
        central.connected(true);
        assertEquals(3, asked());
        assertEquals(List.of(true, false, true), registered);
    }

    @Test
    void aClockThatIsOffByLessThanASecondStays() {
        boot();
        answers.add(new Confirmation(Status.Accepted, loop.now().plusMillis(900), 10));
        central.connected(true);
        assertEquals(Instant.parse("2026-01-01T00:00:00Z"), loop.now());
    }

    @Test
    void intervalZeroLeavesTheKey() {
        boot();
        answers.add(answer(Status.Accepted, 0));
        central.connected(true);
        assertEquals(List.of(), heartbeat);
    }

    static Stream<Arguments> waits() {
        return Stream.of(
                Arguments.of("Rejected names the wait", Status.Rejected, 25, 25),
                Arguments.of("Pending names the wait", Status.Pending, 7, 7),
                Arguments.of("Rejected with 0", Status.Rejected, 0, 30),
                Arguments.of("Pending below 0", Status.Pending, -5, 30));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("waits")
    void waitsAsTold(String name, Status status, int interval, int wait) {
        boot();
        answers.add(answer(status, interval));
        answers.add(answer(Status.Accepted, 10));
        central.connected(true);
        assertEquals(RegistrationStatus.valueOf(status.name()), central.link().registration());
        loop.advance(Duration.ofSeconds(wait).minusMillis(1));
        assertEquals(1, asked());
        assertEquals(List.of(), registered);
        loop.advance(Duration.ofMillis(1));
        assertEquals(2, asked());
        assertEquals(List.of(true), registered);
    }

    @Test
    void aTriggeredBootDoesNotWait() {
        Boot boot = boot();
        answers.add(answer(Status.Pending, 100));
        answers.add(answer(Status.Pending, 50));
        answers.add(answer(Status.Accepted, 10));
        central.connected(true);
        loop.advance(Duration.ofSeconds(10));
        loop.run(boot.trigger(Optional.of(5)).orElseThrow());
        assertEquals(2, asked());
        loop.advance(Duration.ofSeconds(49));
        assertEquals(2, asked(), "now the second answer's interval counts");
        loop.advance(Duration.ofSeconds(1));
        assertEquals(3, asked());
        assertEquals(Optional.empty(), boot.trigger(Optional.empty()), "accepted: it has booted");
    }

    @Test
    void theWaitOutlivesTheConnection() {
        boot();
        answers.add(answer(Status.Rejected, 100));
        answers.add(answer(Status.Accepted, 10));
        central.connected(true);
        central.connected(false);
        loop.advance(Duration.ofSeconds(40));
        central.connected(true);
        assertEquals(1, asked());
        loop.advance(Duration.ofSeconds(60));
        assertEquals(2, asked());
    }

    @Test
    void anErrorIsRetriedAfterTheOwnWait() {
        boot();
        answers.add(new OcppException(ErrorCode.InternalError, "no"));
        answers.add(answer(Status.Accepted, 10));
        central.connected(true);
        loop.advance(Duration.ofSeconds(29));
        assertEquals(1, asked());
        loop.advance(Duration.ofSeconds(1));
        assertEquals(List.of(true), registered);
    }

    @Test
    void noAnswerIsRetriedSoonAtFirst() {
        boot();
        for (int i = 0; i < 5; i++) {
            answers.add(new NoAnswerException("no answer"));
        }
        answers.add(answer(Status.Accepted, 10));
        central.connected(true);
        loop.advance(Duration.ofMinutes(5));
        assertEquals(
                List.of(0L, 10L, 30L, 70L, 130L, 190L),
                central.times.stream()
                        .map(at -> Duration.between(central.times.get(0), at).toSeconds())
                        .toList());
        assertEquals(List.of(true), registered);
    }

    @Test
    void aConnectionLostWithoutAnswerIsRetriedWithTheNext() {
        boot();
        central.connected(true);
        central.connected(false);
        answers.add(answer(Status.Accepted, 10));
        central.connected(true);
        assertEquals(2, asked());
        assertEquals(List.of(true), registered);
    }

    @Test
    void comingBackToAnAcceptedStationTellsNothing() {
        central.online();
        boot();
        assertEquals(0, asked());
        assertEquals(List.of(true), registered);
    }

    @Test
    void acceptanceIsRememberedOverAPowerCut() {
        boot();
        answers.add(answer(Status.Accepted, 10));
        central.connected(true);
        VirtualLoop again = loop.crash();
        FakeCentralSystem offline = new FakeCentralSystem(again);
        again.run(() -> assertTrue(new Acceptance(again).ever(offline.link())));
        VirtualLoop fresh = new VirtualLoop();
        fresh.run(() -> assertFalse(new Acceptance(fresh).ever(offline.link())));
    }
}
