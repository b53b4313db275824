// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.protocol.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatewatt.ocpp.ErrorCode;
import io.gatewatt.ocpp.NoAnswerException;
import io.gatewatt.ocpp.OcppException;
import io.gatewatt.ocpp.RegistrationStatus;
import io.gatewatt.ocpp.protocol.FakeWire.Line;
import io.gatewatt.ocpp.protocol.Rig;
import io.gatewatt.ocpp.v16.Authorize;
import io.gatewatt.ocpp.v16.BootNotification;
import io.gatewatt.ocpp.v16.Heartbeat;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.osgi.util.promise.Promise;

class OwnCallsTest {

    private static final String TIME = "{\"currentTime\":\"2026-01-01T00:00:00Z\"}";

    private final Rig rig = new Rig();

    private Throwable failure(Promise<?> promise) throws InterruptedException {
        rig.loop.run();
        assertTrue(promise.isDone(), "not done");
        return promise.getFailure();
    }

    private Promise<Heartbeat.Confirmation> heartbeat() {
        AtomicReference<Promise<Heartbeat.Confirmation>> promise = new AtomicReference<>();
        rig.loop.run(() -> promise.set(rig.protocol.call(Heartbeat.ACTION, new Heartbeat.Request())));
        return promise.get();
    }

    @Test
    void aCallIsAnswered() throws Exception {
        rig.accepted();
        Promise<Heartbeat.Confirmation> promise = heartbeat();
        rig.answer(TIME);
        assertEquals(rig.loop.now(), promise.getValue().currentTime());
    }

    @Test
    void atMostOneIsOpenAndAnswersDoNotWaitForIt() {
        rig.accepted();
        heartbeat();
        heartbeat();
        String first = rig.sent();
        rig.receive("[2,\"x1\",\"Foo\",{}]");
        assertTrue(rig.sent().startsWith("[4,\"x1\",\"NotImplemented\""));
        rig.receive("[3,\"" + Rig.id(first) + "\"," + TIME + "]");
        assertTrue(rig.sent().contains("Heartbeat"));
    }

    @Test
    void callErrorFailsWithItsCode() throws Exception {
        rig.accepted();
        Promise<?> promise = heartbeat();
        rig.receive("[4,\"" + Rig.id(rig.sent()) + "\",\"GenericError\",\"no\",{}]");
        OcppException failure = assertInstanceOf(OcppException.class, failure(promise));
        assertEquals(ErrorCode.GenericError, failure.code());
        assertEquals("no", failure.getMessage());
    }

    @Test
    void anUnreadableAnswerFailsTheCallAndTheNextWorks() throws Exception {
        rig.accepted();
        Promise<?> promise = heartbeat();
        rig.answer("{\"currentTime\":7}");
        assertInstanceOf(OcppException.class, failure(promise));
        Promise<Heartbeat.Confirmation> next = heartbeat();
        rig.answer(TIME);
        assertEquals(rig.loop.now(), next.getValue().currentTime());
    }

    @Test
    void timeOutFailsProbesTheLinkAndALateAnswerIsDropped() throws Exception {
        rig.timing(10, 0, 3, 60);
        Line line = rig.open();
        rig.register(RegistrationStatus.Accepted);
        Promise<?> first = heartbeat();
        String late = rig.sent();
        heartbeat();
        rig.advance(9);
        rig.sentNothing();
        rig.advance(1);
        assertInstanceOf(NoAnswerException.class, failure(first));
        assertEquals(1, line.pings);
        String second = rig.sent();
        rig.receive("[3,\"" + Rig.id(late) + "\"," + TIME + "]");
        rig.receive("[3,\"who\",{}]");
        rig.sentNothing();
        rig.receive("[3,\"" + Rig.id(second) + "\"," + TIME + "]");
        heartbeat();
        rig.sent();
    }

    @Test
    void messageTimeoutActsFromTheNextCallOn() throws Exception {
        rig.accepted();
        rig.timing(5, 0, 3, 60);
        Promise<?> promise = heartbeat();
        rig.advance(5);
        assertInstanceOf(NoAnswerException.class, failure(promise));
    }

    @Test
    void lostConnectionFailsOpenAndWaitingCalls() throws Exception {
        rig.accepted();
        Promise<?> open = heartbeat();
        Promise<?> waiting = heartbeat();
        rig.lose();
        assertTrue(assertInstanceOf(NoAnswerException.class, failure(open))
                .getMessage()
                .contains("connection lost before the answer"));
        assertInstanceOf(NoAnswerException.class, failure(waiting));
        assertInstanceOf(NoAnswerException.class, failure(heartbeat()));
    }

    @ParameterizedTest
    @CsvSource({
        "UNKNOWN, true, false, false",
        "Pending, true, true, false",
        "Rejected, true, false, false",
        "Accepted, true, true, true"
    })
    void gatesFollowTheRegistration(RegistrationStatus status, boolean boot, boolean triggered, boolean plain) {
        rig.target("ws://csms:9000");
        rig.open();
        rig.register(status);
        List<Promise<?>> promises = new ArrayList<>();
        rig.loop.run(() -> {
            promises.add(rig.protocol.call(BootNotification.ACTION, new BootNotification.Request("v", "m")));
            promises.add(rig.protocol.callTriggered(Heartbeat.ACTION, new Heartbeat.Request()));
            promises.add(rig.protocol.call(Authorize.ACTION, new Authorize.Request("A")));
        });
        assertEquals(
                List.of(!boot, !triggered, !plain),
                promises.stream().map(Promise::isDone).toList());
    }

    @Test
    void callsThatWaitAreGivenUpWhenTheirGateCloses() throws Exception {
        rig.accepted();
        heartbeat();
        Promise<?> waiting = heartbeat();
        rig.register(RegistrationStatus.Rejected);
        assertTrue(failure(waiting).getMessage().contains("registration Rejected"));
    }

    @Test
    void withoutAnswersTheQueueEndsSomewhere() throws Exception {
        rig.accepted();
        for (int i = 0; i < 101; i++) {
            assertTrue(!heartbeat().isDone(), "call " + i);
        }
        assertTrue(failure(heartbeat()).getMessage().contains("already 100 calls wait"));
    }

    @Test
    void aTurnThatFailsSendsNothing() {
        rig.accepted();
        rig.loop.run(() -> {
            rig.protocol.call(Heartbeat.ACTION, new Heartbeat.Request());
            throw new IllegalStateException("the caller is broken");
        });
        rig.sentNothing();
        heartbeat();
        rig.answer(TIME);
    }

    @Test
    void nothingIsSentWhileTheStoreFails() {
        rig.accepted();
        rig.loop.storeFull(true);
        rig.loop.run(() -> {
            rig.loop.store().table("t").put("k", java.util.Map.of());
            rig.protocol.call(Heartbeat.ACTION, new Heartbeat.Request());
        });
        rig.sentNothing();
        rig.loop.storeFull(false);
        rig.advance(1);
        rig.answer(TIME);
    }
}
