// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.station.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatewatt.driver.Setpoint;
import io.gatewatt.loop.Row;
import io.gatewatt.measure.PilotState;
import io.gatewatt.station.ConnectorStatus;
import io.gatewatt.station.IdToken;
import io.gatewatt.station.StopReason;
import io.gatewatt.station.TransactionSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The process is killed. */
class PowerCutTest {

    private Rig rig = new Rig(true);

    private void charge(long seconds) {
        rig.plug(1);
        rig.show("T1");
        rig.seconds(seconds);
    }

    private TransactionSnapshot.End end() {
        return rig.only().end().get();
    }

    /** The register that is on disk, Wh. */
    private long journalled(int connector) {
        return rig.loop
                .committed("station_ledger")
                .get(Integer.toString(connector))
                .number("raw");
    }

    @Test
    void anOpenTransactionIsClosedOnceWithTheRegisterOfItsMeter() {
        charge(55);
        Instant cut = rig.loop.now();
        long register = rig.first().registerWh;
        assertTrue(journalled(1) < register, "something is missing in the journal");
        rig.crash();

        TransactionSnapshot.End end = end();
        assertEquals(StopReason.POWER_LOSS, end.reason());
        assertEquals(register, end.stopWh());
        assertTrue(
                !end.at().isAfter(cut) && end.at().isAfter(cut.minus(Duration.ofSeconds(12))), end.at() + " of " + cut);
        assertEquals(ConnectorStatus.FINISHING, rig.status(1));

        rig.seconds(60);
        rig.crash();
        assertEquals(end, end(), "once");
        rig.does(() -> rig.station.settle(rig.only().key()));
        rig.crash();
        assertTrue(rig.transactions().isEmpty());
    }

    @Test
    void withoutItsMeterItIsClosedAfterTheGraceWithTheJournal() {
        charge(55);
        long journalled = journalled(1);
        Instant cut = rig.loop.now();
        rig.first().meterSilent = true;
        rig.crash();
        rig.seconds(25);
        rig.crash();
        rig.seconds(29);
        assertTrue(rig.only().end().isEmpty());
        assertTrue(rig.ready, "nobody waits for that");
        assertEquals(ConnectorStatus.FINISHING, rig.status(1));
        assertEquals(
                new Setpoint.Off(), rig.first().applied.get(rig.first().applied.size() - 1));
        rig.seconds(2);
        assertEquals(journalled, end().stopWh());
        assertTrue(!end().at().isAfter(cut), end().at() + " of " + cut);
        assertEquals(
                List.of("1 stop POWER_LOSS", "1 FAULTED"),
                rig.told(),
                "a meter that is missing is a fault once nothing runs");
        rig.first().meterSilent = false;
        rig.seconds(6);
        rig.unplug(1);
        assertEquals(List.of("1 FINISHING", "1 AVAILABLE"), rig.told());
    }

    @ParameterizedTest
    @CsvSource({"M1, 500", "M2, 9000", "M2, 0"})
    void anotherMeterOrALowerRegisterSaysNothingOfTheGap(String serial, long registerWh) {
        charge(55);
        long journalled = journalled(1);
        rig.first().serial = serial;
        rig.first().registerWh = registerWh;
        rig.crash();
        assertEquals(journalled, end().stopWh());
    }

    @ParameterizedTest
    @CsvSource({
        // seconds without a reading before the cut, Wh since, believed
        "0,    60,      true",
        "3600, 11000,   true",
        "0,    5000000, false"
    })
    void theFirstReadingIsJudgedByTheTimeSinceTheJournal(long silent, long wattHours, boolean believed) {
        charge(55);
        long journalled = journalled(1);
        rig.first().car = PilotState.B;
        rig.first().meterSilent = true;
        rig.seconds(silent);
        rig.first().meterSilent = false;
        rig.first().registerWh = journalled + wattHours;
        rig.crash();
        rig.seconds(believed ? 0 : 31);
        assertEquals(believed ? journalled + wattHours : journalled, end().stopWh());
    }

    @Test
    void aTransactionWhoseConnectorIsNoLongerThereEndsWithTheJournal() {
        rig.plug(2);
        rig.show("T1");
        rig.seconds(55);
        long journalled = journalled(2);
        rig.connectors = 1;
        rig.crash(1);
        assertEquals(journalled, end().stopWh());
    }

    @Test
    void noSampleIsTakenForATransactionThatEndedBeforeTheCut() {
        charge(5);
        rig.first().meterSilent = true;
        rig.crash();
        rig.does(() -> rig.station.read(1).onResolve(() -> rig.refused.add("answered")));
        assertEquals(List.of("answered"), rig.refused, "at once");
        rig.first().meterSilent = false;
        rig.seconds(2);
        assertTrue(rig.only().end().isPresent());
        rig.does(() -> rig.station.read(1).onFailure(why -> rig.refused.add(why.getMessage())));
        assertEquals(List.of("answered"), rig.refused);
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
        Instant stopped = rig.loop.now();
        rig.seconds(3);
        rig.crash();
        rig.first().meterSilent = false;
        rig.seconds(2);
        assertEquals(stopped, end().at());
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

    /** Killed again after any turn of the start, the transaction has one end, and the right one. */
    @Test
    void killedAgainAfterAnyTurn() {
        for (int turns = 0; turns < 40; turns++) {
            rig = new Rig(true);
            charge(55);
            rig.crash(turns);
            Optional<Row> before =
                    rig.loop.committed("station_transaction").values().stream().findFirst();
            rig.crash();
            assertEquals(rig.first().registerWh, end().stopWh());
            assertEquals(StopReason.POWER_LOSS, end().reason());
            Row after = rig.loop
                    .committed("station_transaction")
                    .values()
                    .iterator()
                    .next();
            if (before.get().find("stopWh").isPresent()) {
                assertEquals(before.get(), after);
            }
            if (turns > 0) {
                assertEquals(before.get().find("stopAt"), after.find("stopAt"));
            }
        }
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
            assertTrue(all.stream()
                    .allMatch(tx -> tx.end().isPresent() && tx.end().get().stopWh() >= tx.startWh()));
            boolean cut = killed.told().isEmpty() && killed.status(1) == ConnectorStatus.FINISHING;
            assertTrue(cut || killed.status(1) == ConnectorStatus.PREPARING, killed.status(1) + " after turn " + turns);
        }
    }
}
