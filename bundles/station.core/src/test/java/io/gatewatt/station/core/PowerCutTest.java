package io.gatewatt.station.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatewatt.station.ConnectorStatus;
import io.gatewatt.station.IdToken;
import io.gatewatt.station.StopReason;
import io.gatewatt.station.TransactionSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The process is killed. */
class PowerCutTest {

    private final Rig rig = new Rig(true);

    @Test
    void anOpenTransactionIsEndedOnceWithTheLastJournalledRegister() {
        rig.plug(1);
        rig.show("T1");
        rig.seconds(60);
        long lost = rig.first().registerWh;
        Instant cut = rig.loop.now();
        rig.first().registerWh += 500;
        rig.crash();

        TransactionSnapshot.End end = rig.only().end().get();
        assertEquals(StopReason.POWER_LOSS, end.reason());
        assertTrue(end.stopWh() >= 1000 && end.stopWh() <= lost && end.stopWh() >= lost - 60, end.stopWh() + " of " + lost);
        assertTrue(!end.at().isAfter(cut) && end.at().isAfter(cut.minus(Duration.ofSeconds(12))), end.at() + " of " + cut);
        assertEquals(ConnectorStatus.PREPARING, rig.status(1));

        rig.crash();
        assertEquals(end, rig.only().end().get(), "once");
        rig.does(() -> rig.station.settle(rig.only().key()));
        rig.crash();
        assertTrue(rig.transactions().isEmpty());
    }

    @Test
    void atTheFirstSecondTheStartIsTheEnd() {
        rig.plug(1);
        rig.show("T1");
        rig.crash();
        assertEquals(1000, rig.only().end().get().stopWh());
    }

    @Test
    void aStopThatWaitedForItsRegisterKeepsItsReason() {
        rig.plug(1);
        rig.show("T1");
        rig.seconds(5);
        rig.first().meterSilent = true;
        rig.does(() -> rig.station.stop(rig.only().key(), StopReason.REMOTE, Optional.of(new IdToken("T1"))));
        rig.seconds(3);
        rig.crash();
        assertEquals(StopReason.REMOTE, rig.only().end().get().reason());
        assertEquals(Optional.of(new IdToken("T1")), rig.only().end().get().token());
    }

    @Test
    void whatIsNotSettledStays() {
        rig.plug(1);
        rig.show("T1");
        rig.seconds(2);
        rig.show("T1");
        TransactionSnapshot before = rig.only();
        rig.crash();
        assertEquals(before, rig.only());
    }

    @Test
    void theMeterIsJournalledSparingly() {
        rig.plug(1);
        rig.show("T1");
        long before = rig.loop.stats().bytesWritten();
        rig.seconds(3600);
        long perHour = rig.loop.stats().bytesWritten() - before;
        assertTrue(perHour > 0 && perHour < 60_000, perHour + " bytes in an hour of charging");
    }

    /** Killed after any turn of a session, the station comes back with at most one transaction, and what is stored makes sense. */
    @Test
    void killedAfterAnyTurn() {
        for (int turns = 0; turns < 60; turns++) {
            Rig killed = new Rig(true);
            killed.hardware[1].plug();
            killed.reader.show("T1");
            for (int i = 0; i < turns; i++) {
                killed.loop.step();
            }
            if (turns > 40) {
                killed.station.snapshot();
                killed.loop.submit("stop", () -> killed.station.stopAll(StopReason.REMOTE));
                for (int i = 40; i < turns; i++) {
                    killed.loop.step();
                }
            }
            killed.crash();
            List<TransactionSnapshot> all = killed.transactions();
            assertTrue(all.size() <= 1);
            assertTrue(all.stream().allMatch(tx -> tx.end().isPresent() && tx.end().get().stopWh() >= tx.startWh()));
            assertEquals(ConnectorStatus.PREPARING, killed.status(1));
        }
    }
}
