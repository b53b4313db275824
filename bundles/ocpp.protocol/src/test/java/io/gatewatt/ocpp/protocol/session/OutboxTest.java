// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.protocol.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatewatt.loop.core.VirtualLoop;
import io.gatewatt.ocpp.Action;
import io.gatewatt.ocpp.OutboxOwner;
import io.gatewatt.ocpp.RegistrationStatus;
import io.gatewatt.ocpp.protocol.Rig;
import io.gatewatt.ocpp.protocol.wire.Wire;
import io.gatewatt.ocpp.v16.Authorize;
import io.gatewatt.ocpp.v16.StartTransaction;
import io.gatewatt.ocpp.v16.StopTransaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutboxTest {

    private static final String STARTED = "{\"idTagInfo\":{\"status\":\"Accepted\"},\"transactionId\":42}";

    private VirtualLoop loop = new VirtualLoop();
    private Rig rig = new Rig(loop);
    private Owner owner = new Owner();

    @BeforeEach
    void owned() {
        rig.protocol.owner(owner);
        loop.run();
    }

    private void start(String reference) {
        loop.run(() -> rig.protocol.add(
                StartTransaction.ACTION, new StartTransaction.Request(1, "A", 0, null, loop.now()), reference));
    }

    private void stop(String reference) {
        loop.run(() -> rig.protocol.add(
                StopTransaction.ACTION, new StopTransaction.Request(-1, null, 10, loop.now(), null, null), reference));
    }

    private void crash() {
        loop = loop.crash();
        rig = new Rig(loop);
        Owner before = owner;
        owner = new Owner();
        owner.ids = before.ids;
        rig.protocol.owner(owner);
        loop.run();
    }

    private void refuse() {
        rig.receive("[4,\"" + Rig.id(rig.sent()) + "\",\"InternalError\",\"\",{}]");
    }

    @Test
    void confirmationAndRemovalAreOneTurnAndTheIdIsPatchedIn() {
        rig.accepted();
        start("tx1");
        stop("tx1");
        assertEquals(2, rig.protocol.depth());
        assertTrue(rig.answer(STARTED).contains("\"StartTransaction\""));
        assertEquals("tx1=42", owner.told.get(0));
        assertEquals(1, loop.committed("ocpp_outbox").size());
        assertEquals("42", loop.committed("core").get("tx1").text("id"));
        String stop = rig.answer("{}");
        assertTrue(stop.contains("\"transactionId\":42"), stop);
        assertEquals(0, rig.protocol.depth());
        assertEquals(0, rig.protocol.link().outboxDepth());
        assertTrue(loop.committed("ocpp_outbox").isEmpty());
    }

    @Test
    void offlineItWaitsWithoutLosingAttemptsAndSurvivesAKill() {
        start("tx1");
        stop("tx1");
        start("tx2");
        loop.advance(java.time.Duration.ofDays(3));
        crash();
        assertEquals(3, rig.protocol.depth());
        rig.target("ws://csms:9000");
        rig.open();
        rig.sentNothing();
        rig.register(RegistrationStatus.Accepted);
        assertTrue(rig.answer(STARTED).contains("StartTransaction"));
        assertTrue(rig.answer("{}").contains("StopTransaction"));
        assertTrue(rig.answer(STARTED).contains("StartTransaction"));
        rig.sentNothing();
    }

    @Test
    void aRetryThatWaitsSurvivesWhatIsAddedMeanwhile() {
        rig.timing(30, 0, 3, 2);
        rig.open();
        rig.register(RegistrationStatus.Accepted);
        start("tx1");
        refuse();
        stop("tx1");
        assertEquals(2, rig.protocol.depth());
        rig.advance(2);
        assertTrue(rig.answer(STARTED).contains("StartTransaction"));
        assertTrue(rig.answer("{}").contains("\"transactionId\":42"));
        start("tx2");
        assertTrue(rig.answer(STARTED).contains("StartTransaction"));
        assertEquals(0, rig.protocol.depth());
    }

    @Test
    void retriesWithGrowingWaitsThenDropsOnlyThatMessage() {
        rig.timing(30, 0, 3, 2);
        rig.open();
        rig.register(RegistrationStatus.Accepted);
        start("tx1");
        stop("tx1");
        refuse();
        rig.advance(1);
        rig.sentNothing();
        rig.advance(1);
        refuse();
        rig.advance(3);
        rig.sentNothing();
        rig.advance(1);
        refuse();
        assertEquals(List.of("tx1 dropped"), owner.told);
        assertTrue(rig.answer("{}").contains("\"transactionId\":-1"));
        assertTrue(loop.committed("ocpp_outbox").isEmpty());
    }

    @Test
    void aTimeOutCountsAsAFailureAndARetryHasAnotherId() {
        rig.timing(10, 0, 2, 5);
        rig.open();
        rig.register(RegistrationStatus.Accepted);
        start("tx1");
        String first = rig.sent();
        rig.advance(10);
        rig.sentNothing();
        rig.receive("[3,\"" + Rig.id(first) + "\"," + STARTED + "]");
        assertEquals(List.of(), owner.told, "a late answer is dropped");
        // The link was probed at the time-out.
        rig.wire.last().listener.pong();
        rig.advance(5);
        assertNotEquals(Rig.id(first), Rig.id(rig.sent()));
        rig.advance(10);
        assertEquals(List.of(), owner.told, "perhaps the link is dead");
        rig.wire.last().listener.pong();
        loop.run();
        assertEquals(List.of("tx1 dropped"), owner.told);
    }

    @Test
    void aTimeOutOnADeadLinkCostsNoAttempt() {
        rig.timing(10, 0, 1, 5);
        rig.open();
        rig.register(RegistrationStatus.Accepted);
        start("tx1");
        String first = rig.sent();
        rig.advance(10);
        rig.sentNothing();
        rig.advance(10);
        assertEquals(List.of(), owner.told, "no pong: the link is dead");
        rig.advance(60);
        rig.open();
        assertEquals(first, rig.answer(STARTED));
        assertEquals(List.of("tx1=42"), owner.told);
    }

    /** What is sent on the next connection, after the Heartbeat that shows the link to be good. */
    private String againAfterAHeartbeat() {
        rig.advance(60);
        rig.open();
        return afterAHeartbeat();
    }

    private String afterAHeartbeat() {
        String heartbeat = rig.sent();
        assertTrue(heartbeat.contains("\"Heartbeat\""), heartbeat);
        rig.receive("[3,\"" + Rig.id(heartbeat) + "\",{\"currentTime\":\"2026-11-22T18:00:00Z\"}]");
        return rig.sent();
    }

    private String again() {
        rig.advance(60);
        rig.open();
        return rig.sent();
    }

    @ParameterizedTest
    @EnumSource(Wire.Ending.class)
    void aConnectionThatAnsweredNothingConsumesNoAttemptAndKeepsTheId(Wire.Ending how) {
        rig.timing(30, 0, 1, 60);
        rig.open();
        rig.register(RegistrationStatus.Accepted);
        start("tx1");
        String first = rig.sent();
        rig.lose(how);
        assertEquals(first, again());
        for (int i = 0; i < 50; i++) {
            rig.lose(how);
            assertTrue(again().contains("\"Heartbeat\""));
        }
        rig.lose(how);
        assertEquals(first, againAfterAHeartbeat());
        rig.lose(Wire.Ending.UNRELATED);
        assertEquals(first, againAfterAHeartbeat());
        crash();
        rig.accepted();
        assertEquals(first, rig.sent());
    }

    @Test
    void aHeartbeatThatIsRefusedOrNotAnsweredHoldsUpNothing() {
        rig.timing(10, 0, 3, 0);
        rig.open();
        rig.register(RegistrationStatus.Accepted);
        start("tx1");
        String first = rig.sent();
        rig.lose();
        assertEquals(first, again());
        rig.lose();
        rig.receive("[4,\"" + Rig.id(again()) + "\",\"NotSupported\",\"\",{}]");
        assertEquals(first, rig.sent());
        rig.lose(Wire.Ending.UNRELATED);
        assertTrue(again().contains("\"Heartbeat\""));
        rig.advance(10);
        assertEquals(first, rig.sent());
        rig.receive("[3,\"" + Rig.id(first) + "\"," + STARTED + "]");
        assertEquals(List.of("tx1=42"), owner.told);
    }

    @Test
    void aMessageThatMakesTheCentralSystemCloseIsGivenUpAsAfterOtherFailures() {
        rig.timing(30, 0, 2, 100);
        rig.open();
        rig.register(RegistrationStatus.Accepted);
        start("tx1");
        stop("tx1");
        String first = rig.sent();
        rig.lose(Wire.Ending.CLOSED);
        assertEquals(first, again(), "once is chance");
        rig.lose(Wire.Ending.CLOSED);
        assertEquals(first, againAfterAHeartbeat(), "nothing else was answered");
        rig.lose(Wire.Ending.CLOSED);
        rig.advance(60);
        rig.open();
        rig.sentNothing();
        rig.advance(40);
        assertTrue(rig.sent().contains("\"Heartbeat\""));
        rig.lose(Wire.Ending.CLOSED);
        assertEquals(List.of(), owner.told, "nor was the Heartbeat");
        assertTrue(againAfterAHeartbeat().contains("StartTransaction"));
        rig.lose(Wire.Ending.CLOSED);
        assertEquals(List.of("tx1 dropped"), owner.told);
        rig.advance(60);
        rig.open();
        assertTrue(rig.answer("{}").contains("\"transactionId\":-1"));
    }

    @Test
    void aMessageOnWhichTheConnectionIsCutAgainAndAgainEndsSomeTime() {
        rig.timing(30, 0, 1, 60);
        rig.open();
        rig.register(RegistrationStatus.Accepted);
        start("tx1");
        String first = rig.sent();
        rig.lose(Wire.Ending.CUT);
        assertEquals(first, again());
        rig.lose(Wire.Ending.CUT);
        assertEquals(first, againAfterAHeartbeat());
        for (int i = 1; i < DurableOutbox.MOST_CUTS; i++) {
            rig.lose(Wire.Ending.CUT);
            rig.advance(10);
            rig.open();
            rig.advance(60L * i - 11);
            rig.sentNothing();
            rig.advance(1);
            assertEquals(first, afterAHeartbeat());
        }
        assertEquals(List.of(), owner.told);
        rig.lose(Wire.Ending.CUT);
        assertEquals(List.of("tx1 dropped"), owner.told);
    }

    @Test
    void aFlakyLinkLosesNothing() {
        rig.timing(30, 0, 1, 0);
        rig.accepted();
        for (int i = 0; i < 100; i++) {
            start("tx" + i);
            rig.sent();
            rig.lose(Wire.Ending.CUT);
            String sent = again();
            for (int breaks = 0; breaks < 5; breaks++) {
                rig.lose(Wire.Ending.CUT);
                sent = againAfterAHeartbeat();
            }
            rig.receive("[3,\"" + Rig.id(sent) + "\"," + STARTED + "]");
            assertEquals("tx" + i + "=42", owner.told.get(i));
        }
    }

    @Test
    void attemptsSurviveAKill() {
        rig.timing(30, 0, 2, 60);
        rig.open();
        rig.register(RegistrationStatus.Accepted);
        start("tx1");
        refuse();
        crash();
        rig.timing(30, 0, 2, 60);
        rig.open();
        rig.register(RegistrationStatus.Accepted);
        refuse();
        assertEquals(List.of("tx1 dropped"), owner.told);
    }

    @Test
    void othersOvertakeWhileAMessageWaitsForItsRetry() {
        rig.accepted();
        start("tx1");
        stop("tx1");
        refuse();
        loop.run(() -> rig.protocol.call(Authorize.ACTION, new Authorize.Request("B")));
        assertTrue(rig.answer("{\"idTagInfo\":{\"status\":\"Accepted\"}}").contains("Authorize"));
        rig.sentNothing();
    }

    @Test
    void callsOfOneTurnKeepTheirOrder() {
        rig.accepted();
        loop.run(() -> {
            rig.protocol.add(StartTransaction.ACTION, new StartTransaction.Request(1, "A", 0, null, loop.now()), "tx1");
            rig.protocol.call(Authorize.ACTION, new Authorize.Request("B"));
        });
        assertTrue(rig.answer(STARTED).contains("StartTransaction"));
        assertTrue(rig.sent().contains("Authorize"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UNKNOWN", "Pending", "Rejected"})
    void waitsWhileNotAccepted(RegistrationStatus status) {
        rig.target("ws://csms:9000");
        rig.open();
        rig.register(status);
        start("tx1");
        rig.sentNothing();
        rig.register(RegistrationStatus.Accepted);
        rig.answer(STARTED);
    }

    @Test
    void waitsWithoutAnOwner() {
        rig.accepted();
        rig.protocol.owner(null);
        start("tx1");
        rig.sentNothing();
        rig.protocol.owner(owner);
        loop.run();
        rig.answer(STARTED);
        assertEquals(List.of("tx1=42"), owner.told);
    }

    @Test
    void aConfirmationWithoutOwnerIsToldToTheNextOne() {
        rig.accepted();
        start("tx1");
        rig.protocol.owner(null);
        rig.answer(STARTED);
        assertEquals(1, loop.committed("ocpp_outbox").size());
        rig.protocol.owner(owner);
        loop.run();
        assertEquals(List.of("tx1=42"), owner.told);
        assertTrue(loop.committed("ocpp_outbox").isEmpty());
        rig.sentNothing();
    }

    @Test
    void whatIsAnsweredWhileItClosesNeedNotGoOutAgain() {
        rig.accepted();
        start("tx1");
        stop("tx1");
        rig.protocol.close(() -> owner.told.add("quiet"));
        loop.run();
        assertEquals(List.of(), owner.told, "an answer is awaited");
        rig.answer(STARTED);
        assertEquals(List.of("tx1=42", "quiet"), owner.told.subList(0, 2));
        rig.sentNothing();
        crash();
        rig.accepted();
        assertTrue(rig.answer("{}").contains("\"transactionId\":42"));
    }

    @Test
    void anAnswerThatFindsNoOwnerIsToldToTheNextOneAfterAKill() {
        rig.accepted();
        start("tx1");
        stop("tx1");
        rig.protocol.owner(null);
        rig.protocol.close(() -> owner.told.add("quiet"));
        loop.run();
        assertEquals(List.of(), owner.told, "an answer is awaited");
        rig.answer(STARTED);
        assertEquals(List.of("quiet"), owner.told);
        crash();
        loop.run();
        assertEquals(List.of("tx1=42"), owner.told, "told without asking again");
        rig.accepted();
        assertTrue(rig.answer("{}").contains("\"transactionId\":42"), "the first to go out is the stop");
        assertTrue(loop.committed("ocpp_outbox").isEmpty());
    }

    @Test
    void aStartCaughtInBetweenGoesOutAgainUnderItsIdAndIsOneTransaction() {
        rig.accepted();
        start("tx1");
        stop("tx1");
        String caught = rig.sent();
        // The process goes on, the protocol is made anew: what came in between is not heard by anybody.
        rig.protocol.stop();
        loop.run();
        rig = new Rig(loop);
        rig.protocol.owner(owner);
        rig.accepted();
        assertEquals(caught, rig.answer(STARTED));
        assertTrue(rig.answer("{}").contains("\"transactionId\":42"));
        assertEquals(List.of("tx1=42"), owner.told);
        assertTrue(loop.committed("ocpp_outbox").isEmpty());
    }

    @Test
    void aBrokenOwnerLosesItsWritesButTheMessageIsNotSentAgain() {
        rig.accepted();
        owner.broken = true;
        start("tx1");
        start("tx2");
        rig.answer(STARTED);
        assertTrue(loop.committed("core").isEmpty());
        owner.broken = false;
        rig.answer(STARTED);
        assertEquals(List.of("tx2=42"), owner.told);
        assertTrue(loop.committed("ocpp_outbox").isEmpty());
    }

    @Test
    void aTurnThatFailsAddsNothing() {
        rig.accepted();
        loop.run(() -> {
            rig.protocol.add(StartTransaction.ACTION, new StartTransaction.Request(1, "A", 0, null, loop.now()), "tx1");
            throw new IllegalStateException("the caller is broken");
        });
        rig.sentNothing();
        assertEquals(0, rig.protocol.depth());
    }

    @Test
    void aRowThatCannotBeReadHoldsUpNobody() {
        loop.run(() -> loop.store().table("ocpp_outbox").put("0000000000000000001", Map.of("action", "Foo")));
        start("tx1");
        crash();
        rig.accepted();
        rig.answer(STARTED);
        assertEquals(List.of("tx1=42"), owner.told);
    }

    @Test
    void killedBetweenAnyTwoTurnsNothingIsLostOrDoubledInTheStore() {
        for (int steps = 0; steps < 40; steps++) {
            loop = new VirtualLoop();
            rig = new Rig(loop);
            owner = new Owner();
            rig.protocol.owner(owner);
            rig.accepted();
            loop.submit(
                    "add",
                    () -> rig.protocol.add(
                            StartTransaction.ACTION, new StartTransaction.Request(1, "A", 0, null, loop.now()), "tx1"));
            int left = steps;
            boolean answered = false;
            while (left-- > 0) {
                if (!loop.step() && !answered && !rig.wire.last().sent.isEmpty()) {
                    answered = true;
                    rig.wire
                            .last()
                            .listener
                            .text("[3,\"" + Rig.id(rig.wire.last().sent.get(0)) + "\"," + STARTED + "]");
                }
            }
            boolean queued = loop.committed("ocpp_outbox").size() == 1;
            boolean confirmed = loop.committed("core").containsKey("tx1");
            assertTrue(
                    steps == 0 || queued != confirmed,
                    "after " + steps + " turns: queued " + queued + ", confirmed " + confirmed);
        }
    }

    /** Keeps the ids as profile.core does: in a table, and in memory. */
    private final class Owner implements OutboxOwner {

        private Map<String, Integer> ids = new java.util.HashMap<>();
        private final List<String> told = new ArrayList<>();
        private boolean broken;

        @Override
        public <Q extends Record> Q prepare(Action<Q, ?> action, Q request, String reference) {
            if (request instanceof StopTransaction.Request s) {
                int id = ids.getOrDefault(reference, -1);
                return action.request()
                        .cast(new StopTransaction.Request(
                                id, s.idTag(), s.meterStop(), s.timestamp(), s.reason(), s.transactionData()));
            }
            return request;
        }

        @Override
        public <Q extends Record, R extends Record> void confirmed(
                Action<Q, R> action, Q request, String reference, R confirmation) {
            if (confirmation instanceof StartTransaction.Confirmation c) {
                loop.store().table("core").put(reference, Map.of("id", "" + c.transactionId()));
                if (broken) {
                    throw new IllegalStateException("broken owner");
                }
                ids.put(reference, c.transactionId());
                told.add(reference + "=" + c.transactionId());
            }
        }

        @Override
        public <Q extends Record> void dropped(
                Action<Q, ?> action, Q request, String reference, Exception lastFailure) {
            told.add(reference + " dropped");
        }
    }
}
