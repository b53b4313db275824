// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.profile.core.transaction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatewatt.loop.core.VirtualLoop;
import io.gatewatt.ocpp.v16.AuthorizationStatus;
import io.gatewatt.ocpp.v16.IdTagInfo;
import io.gatewatt.ocpp.v16.StartTransaction;
import io.gatewatt.ocpp.v16.StopTransaction;
import io.gatewatt.profile.core.FakeCentralSystem;
import io.gatewatt.profile.core.FakeOutbox;
import io.gatewatt.profile.core.FakeSettings;
import io.gatewatt.profile.core.FakeStation;
import io.gatewatt.profile.core.auth.Learned;
import io.gatewatt.profile.core.meter.StopValues;
import io.gatewatt.station.StopReason;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Whenever the process is killed, each transaction is told exactly once, with the number the central system gave. */
class TransactionCrashTest {

    private VirtualLoop loop = new VirtualLoop();
    private FakeOutbox outbox = new FakeOutbox(loop);
    private FakeStation station;
    private TransactionNumbers owner;

    private void boot() {
        station = new FakeStation(loop);
        FakeSettings settings = new FakeSettings();
        owner = new TransactionNumbers(
                loop, station, settings, Learned.in(loop, station, settings, new FakeCentralSystem(loop)));
        station.listen(new TransactionReporter(loop, station, outbox, new StopValues(loop, settings)));
        station.listen(owner);
    }

    private void crash() {
        loop = loop.crash();
        outbox = outbox.on(loop);
        boot();
    }

    @Test
    void oneStartAndOneStopWhereverItIsKilled() {
        int turns = 0;
        boolean reachedTheEnd = false;
        while (!reachedTheEnd) {
            loop = new VirtualLoop();
            outbox = new FakeOutbox(loop);
            boot();
            reachedTheEnd = killAfter(turns++);
            assertEquals(List.of("StartTransaction", "StopTransaction"), outbox.ever(), "killed after turn " + turns);
        }
        assertTrue(turns > 8, "the test must kill between many turns, not " + turns);
    }

    /** One session, with a kill after so many turns; then goes on where it was. @return whether the session was over before */
    private boolean killAfter(int turns) {
        boolean finished = session(turns);
        if (!finished) {
            crash();
            session(Integer.MAX_VALUE);
        }
        return finished;
    }

    private boolean session(int turns) {
        int left = turns;
        Runnable[] events = {
            () -> station.begin("a", 1, "T1"),
            () -> {},
            () -> station.end("a", StopReason.LOCAL, Optional.empty()),
            () -> {}
        };
        boolean started = outbox.ever().contains("StopTransaction");
        for (Runnable event : started ? new Runnable[] {() -> {}} : events) {
            loop.submit("event", event);
            while (left > 0 && loop.step()) {
                left--;
            }
            if (left == 0) {
                return false;
            }
        }
        return true;
    }

    @Test
    void theNumberSurvivesAKill() {
        boot();
        loop.run(() -> station.begin("a", 1, "T1"));
        outbox.deliver(owner, new StartTransaction.Confirmation(new IdTagInfo(AuthorizationStatus.Accepted), -7));
        crash();
        loop.run(() -> station.end("a", StopReason.POWER_LOSS, Optional.empty()));
        StopTransaction.Request stop = (StopTransaction.Request)
                outbox.deliver(owner, new StopTransaction.Confirmation()).orElseThrow();
        assertEquals(-7, stop.transactionId());
        assertEquals(StopTransaction.Reason.PowerLoss, stop.reason());
        assertEquals(List.of(), station.snapshot().transactions(), "settled");
    }

    @Test
    void aStartThatWasGivenUpLeavesMinusOne() {
        boot();
        loop.run(() -> station.begin("a", 1, "T1"));
        outbox.deliver(owner, null);
        loop.run(() -> station.end("a", StopReason.LOCAL, Optional.empty()));
        StopTransaction.Request stop = (StopTransaction.Request)
                outbox.deliver(owner, new StopTransaction.Confirmation()).orElseThrow();
        assertEquals(-1, stop.transactionId());
    }
}
