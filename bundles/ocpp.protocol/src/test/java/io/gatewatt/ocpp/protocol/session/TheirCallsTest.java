// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.protocol.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatewatt.ocpp.ErrorCode;
import io.gatewatt.ocpp.FeatureProfile;
import io.gatewatt.ocpp.OcppException;
import io.gatewatt.ocpp.RegistrationStatus;
import io.gatewatt.ocpp.Reply;
import io.gatewatt.ocpp.protocol.FakeWire.Line;
import io.gatewatt.ocpp.protocol.Rig;
import io.gatewatt.ocpp.v16.ClearCache;
import io.gatewatt.ocpp.v16.GetLocalListVersion;
import io.gatewatt.ocpp.v16.Heartbeat;
import io.gatewatt.ocpp.v16.Reset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.osgi.util.promise.Deferred;

class TheirCallsTest {

    private static final Reply<ClearCache.Confirmation> CLEARED =
            Reply.of(new ClearCache.Confirmation(ClearCache.Status.Accepted));
    private static final String CLEAR = "[2,\"c1\",\"ClearCache\",{}]";
    private static final String CLEARED_FRAME = "[3,\"c1\",{\"status\":\"Accepted\"}]";

    private final Rig rig = new Rig();
    private final List<String> done = new ArrayList<>();
    private Line line;

    @BeforeEach
    void connect() {
        line = rig.accepted();
    }

    private void serve(Reply<ClearCache.Confirmation> reply) {
        rig.handle(ClearCache.ACTION, 0, q -> {
            done.add("handled");
            return rig.now(reply);
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "unknown action          | [2,\"c1\",\"Foo\",{}]                      | [4,\"c1\",\"NotImplemented\"",
                "known without handler   | [2,\"c1\",\"UpdateFirmware\",{\"x\":1}]    | [4,\"c1\",\"NotSupported\"",
                "served, extra field     | [2,\"c1\",\"ClearCache\",{\"x\":1}]        | [4,\"c1\",\"FormationViolation\"",
                "served, missing field   | [2,\"c1\",\"Reset\",{}]                    | [4,\"c1\",\"ProtocolError\"",
                "served, wrong type      | [2,\"c1\",\"Reset\",{\"type\":7}]          | [4,\"c1\",\"TypeConstraintViolation\"",
                "served, wrong value     | [2,\"c1\",\"Reset\",{\"type\":\"Warm\"}]   | [4,\"c1\",\"PropertyConstraintViolation\"",
            })
    void wrongCallsGetTheRightError(String what, String frame, String answer) {
        serve(CLEARED);
        rig.handle(Reset.ACTION, 0, q -> rig.now(Reply.of(new Reset.Confirmation(Reset.Status.Accepted))));
        rig.receive(frame);
        String sent = rig.sent();
        assertTrue(sent.startsWith(answer), sent);
        assertTrue(sent.endsWith(",{}]"), sent);
        assertEquals(List.of(), done);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"abc", "[9,\"c1\",{}]", "{}", "[]", "[3,\"who\",{}]", "[4,\"who\",\"GenericError\",\"\",{}]"})
    void noiseIsIgnoredAndTheNextCallWorks(String frame) {
        serve(CLEARED);
        rig.receive(frame);
        rig.sentNothing();
        rig.receive(CLEAR);
        assertEquals(CLEARED_FRAME, rig.sent());
    }

    @Test
    void theActionRunsAfterTheAnswerIsWritten() {
        line.holdWrites = true;
        serve(CLEARED.then(() -> done.add("then, " + rig.loop.inLoop())));
        rig.receive(CLEAR);
        assertEquals(CLEARED_FRAME, rig.sent());
        assertEquals(List.of("handled"), done);
        line.written.get(0).run();
        rig.loop.run();
        assertEquals(List.of("handled", "then, true"), done);
    }

    @Test
    void theAnswerWaitsForTheCommit() {
        rig.handle(ClearCache.ACTION, 0, q -> {
            rig.loop.store().table("cache").put("k", java.util.Map.of());
            return rig.now(CLEARED);
        });
        rig.loop.storeFull(true);
        rig.receive(CLEAR);
        rig.sentNothing();
        rig.loop.storeFull(false);
        rig.advance(1);
        assertEquals(CLEARED_FRAME, rig.sent());
    }

    @Test
    void handlersAreAskedByRankingUntilOneAnswers() {
        for (int ranking : new int[] {5, 10, -1}) {
            rig.handle(ClearCache.ACTION, ranking, q -> {
                done.add("ranking " + ranking);
                return ranking > 0 ? rig.now(Reply.pass()) : rig.now(CLEARED);
            });
        }
        rig.receive(CLEAR);
        assertEquals(CLEARED_FRAME, rig.sent());
        assertEquals(List.of("ranking 10", "ranking 5", "ranking -1"), done);
    }

    @Test
    void allPassedIsNotSupported() {
        serve(Reply.pass());
        rig.receive(CLEAR);
        assertTrue(rig.sent().startsWith("[4,\"c1\",\"NotSupported\""));
    }

    @Test
    void aHandlerThatThrowsIsAnInternalErrorAndItsWritesAreDropped() {
        rig.handle(ClearCache.ACTION, 0, q -> {
            rig.loop.store().table("cache").put("k", java.util.Map.of());
            throw new IllegalStateException("secret inside");
        });
        rig.receive(CLEAR);
        assertEquals("[4,\"c1\",\"InternalError\",\"the station failed to handle ClearCache\",{}]", rig.sent());
        assertTrue(rig.loop.committed("cache").isEmpty());
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void anOcppExceptionGivesItsCode(boolean thrown) {
        OcppException refusal = new OcppException(ErrorCode.PropertyConstraintViolation, "no such connector");
        rig.handle(ClearCache.ACTION, 0, q -> {
            if (thrown) {
                throw refusal;
            }
            return rig.loop.promises().failed(refusal);
        });
        rig.receive(CLEAR);
        assertEquals("[4,\"c1\",\"PropertyConstraintViolation\",\"no such connector\",{}]", rig.sent());
    }

    @Test
    void aSlowHandlerHoldsUpNobodyAndADuplicateIsNotExecuted() {
        Deferred<Reply<ClearCache.Confirmation>> slow = rig.loop.promises().deferred();
        rig.handle(ClearCache.ACTION, 0, q -> {
            done.add("handled");
            return slow.getPromise();
        });
        rig.receive(CLEAR);
        rig.receive(CLEAR);
        rig.receive("[2,\"c2\",\"Foo\",{}]");
        assertTrue(rig.sent().startsWith("[4,\"c2\""));
        slow.resolve(CLEARED);
        rig.loop.run();
        assertEquals(CLEARED_FRAME, rig.sent());
        assertEquals(List.of("handled"), done);
    }

    @Test
    void anAnswerThatNeverComesIsAnError() {
        Deferred<Reply<ClearCache.Confirmation>> never = rig.loop.promises().deferred();
        rig.handle(ClearCache.ACTION, 0, q -> never.getPromise());
        rig.receive(CLEAR);
        rig.advance(29);
        rig.sentNothing();
        line.listener.pong();
        rig.advance(1);
        assertTrue(rig.sent().startsWith("[4,\"c1\",\"InternalError\""));
        never.resolve(CLEARED.then(() -> done.add("then")));
        rig.loop.run();
        rig.sentNothing();
        assertEquals(List.of(), done);
    }

    @Test
    void anAnswerNeverGoesOverAnotherConnection() {
        Deferred<Reply<ClearCache.Confirmation>> slow = rig.loop.promises().deferred();
        rig.handle(ClearCache.ACTION, 0, q -> slow.getPromise());
        rig.receive(CLEAR);
        rig.lose();
        rig.advance(1);
        rig.open();
        slow.resolve(CLEARED.then(() -> done.add("then")));
        rig.loop.run();
        rig.sentNothing();
        assertEquals(List.of("then"), done);
    }

    @Test
    void rejectedMeansSilence() {
        serve(CLEARED);
        rig.register(RegistrationStatus.Rejected);
        rig.receive(CLEAR);
        rig.receive("[2,\"c2\",\"Foo\",{}]");
        rig.sentNothing();
        assertEquals(List.of(), done);
        rig.register(RegistrationStatus.Pending);
        rig.receive(CLEAR);
        assertEquals(CLEARED_FRAME, rig.sent());
    }

    @Test
    void handlersOfSwitchedOffProfilesAreAbsent() {
        rig.handle(GetLocalListVersion.ACTION, 0, q -> rig.now(Reply.of(new GetLocalListVersion.Confirmation(7))));
        serve(CLEARED);
        String ask = "[2,\"c1\",\"GetLocalListVersion\",{}]";
        rig.receive(ask);
        assertEquals("[3,\"c1\",{\"listVersion\":7}]", rig.sent());
        assertEquals(Set.of(FeatureProfile.CORE, FeatureProfile.LOCAL_AUTH_LIST_MANAGEMENT), rig.handlers.now());
        rig.handlers.enable(EnumSet.of(FeatureProfile.CORE));
        rig.receive(ask);
        assertTrue(rig.sent().startsWith("[4,\"c1\",\"NotSupported\""));
        assertEquals(Set.of(FeatureProfile.CORE), rig.handlers.now());
    }

    @Test
    void aHandlerThatGoesIsAskedNoMore() {
        int id = rig.handle(ClearCache.ACTION, 0, q -> rig.now(CLEARED));
        rig.handlers.remove(id);
        rig.receive(CLEAR);
        assertTrue(rig.sent().startsWith("[4,\"c1\",\"NotSupported\""));
        assertEquals(Set.of(), rig.handlers.now());
    }

    @Test
    void aHandlerMayCallTheCentralSystemAfterItsAnswer() {
        serve(CLEARED.then(() -> rig.protocol.call(Heartbeat.ACTION, new Heartbeat.Request())));
        rig.receive(CLEAR);
        List<String> sent = line.fresh();
        assertEquals(CLEARED_FRAME, sent.get(0));
        assertTrue(sent.get(1).contains("Heartbeat"));
    }
}
