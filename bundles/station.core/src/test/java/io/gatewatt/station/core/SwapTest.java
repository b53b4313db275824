// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.station.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatewatt.driver.ConnectorController;
import io.gatewatt.driver.EnergyMeter;
import io.gatewatt.driver.Setpoint;
import io.gatewatt.measure.DeviceFault;
import io.gatewatt.measure.MeterIdentity;
import io.gatewatt.measure.MeterReading;
import io.gatewatt.station.ConnectorStatus;
import io.gatewatt.station.FaultState;
import io.gatewatt.station.Station;
import io.gatewatt.station.StopReason;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Drivers that go, come, hang and throw while a transaction runs. */
class SwapTest {

    private final Rig rig = new Rig(true);

    @BeforeEach
    void charge() {
        rig.plug(1);
        rig.show("T1");
        rig.seconds(10);
        rig.told();
    }

    private void meter(EnergyMeter meter, boolean comes) {
        rig.does(() -> rig.station.device(1, Ports.METER, meter, comes));
    }

    private void board(ConnectorController board, boolean comes) {
        rig.does(() -> rig.station.device(1, Ports.CONTROLLER, board, comes));
    }

    private Optional<FaultState> fault() {
        return rig.station.snapshot().connectors().get(1).fault();
    }

    private long register() {
        return rig.station.snapshot().connectors().get(1).reading().get().importWh();
    }

    private void stop() {
        rig.does(() -> rig.station.stopAll(StopReason.REMOTE));
    }

    @Test
    void fiftySwapsInARowLoseNothing() {
        int lanes = rig.station.lanes().count();
        for (int i = 0; i < 50; i++) {
            EnergyMeter nextMeter = rig.first().new Meter();
            ConnectorController nextBoard = rig.first().new Board();
            if (i % 2 == 0) {
                // Make before break.
                meter(nextMeter, true);
                meter(rig.meters[1], false);
                board(nextBoard, true);
                board(rig.boards[1], false);
            } else {
                meter(rig.meters[1], false);
                board(rig.boards[1], false);
                rig.seconds(2);
                meter(nextMeter, true);
                board(nextBoard, true);
            }
            rig.meters[1] = nextMeter;
            rig.boards[1] = nextBoard;
            rig.seconds(1);
            assertEquals(rig.first().registerWh, register());
        }
        assertEquals(List.of(), rig.told(), "nobody hears of it");
        assertEquals(lanes, rig.station.lanes().count());
        stop();
        assertEquals(rig.first().registerWh, rig.only().end().get().stopWh());
    }

    @Test
    void theSetPointIsAssertedAtTheNewBoard() {
        board(rig.boards[1], false);
        rig.first().offered = 0;
        rig.first().applied.clear();
        board(rig.first().new Board(), true);
        assertEquals(List.of(new Setpoint.Offer(32, 3)), rig.first().applied);
        assertEquals(ConnectorStatus.CHARGING, rig.status(1));
    }

    @Test
    void anotherMeterContinuesTheRegister() {
        long before = register();
        meter(rig.meters[1], false);
        rig.first().serial = "M2";
        rig.first().registerWh = 5;
        meter(rig.first().new Meter(), true);
        assertEquals(before, register());
        rig.seconds(10);
        assertEquals(before + rig.first().registerWh - 5, register());
        stop();
        assertEquals(before + rig.first().registerWh - 5, rig.only().end().get().stopWh());
        rig.seconds(10);
        assertEquals(rig.first().registerWh, register(), "between transactions the meter's own register shows");
    }

    @Test
    void aStopInTheGapWaitsForTheMeter() {
        meter(rig.meters[1], false);
        rig.seconds(5);
        stop();
        rig.seconds(10);
        assertEquals(Optional.empty(), rig.only().end());
        assertEquals(ConnectorStatus.FINISHING, rig.status(1));
        meter(rig.first().new Meter(), true);
        assertEquals(rig.first().registerWh, rig.only().end().get().stopWh());
    }

    @Test
    void aMeterThatIsThereAndFailsIsNotWaitedForThatLong() {
        long before = register();
        rig.first().meterSilent = true;
        stop();
        rig.seconds(6);
        assertEquals(Optional.empty(), rig.only().end());
        rig.seconds(4);
        assertEquals(before, rig.only().end().get().stopWh());
    }

    @Test
    void aStopWhoseMeterNeverComesClosesWithTheLastRegister() {
        long before = register();
        meter(rig.meters[1], false);
        stop();
        rig.seconds(29);
        assertEquals(Optional.empty(), rig.only().end());
        rig.seconds(2);
        assertEquals(before, rig.only().end().get().stopWh());
        assertEquals(ConnectorStatus.FAULTED, rig.status(1), "nothing can start without a meter");
    }

    @Test
    void aMissingMeterIsAWarningWhileCharging() {
        meter(rig.meters[1], false);
        rig.seconds(29);
        assertEquals(Optional.empty(), fault());
        rig.seconds(2);
        assertEquals(new FaultState(DeviceFault.Kind.POWER_METER, "", "meter is missing", false), fault().get());
        assertEquals(ConnectorStatus.CHARGING, rig.status(1));
        meter(rig.first().new Meter(), true);
        assertEquals(Optional.empty(), fault());
    }

    @Test
    void aMissingBoardFaultsTheConnectorAndKeepsTheTransaction() {
        board(rig.boards[1], false);
        rig.seconds(31);
        assertEquals(List.of("1 FAULTED"), rig.told());
        assertEquals(DeviceFault.Kind.INTERNAL, fault().get().kind());
        board(rig.first().new Board(), true);
        assertEquals(List.of("1 CHARGING"), rig.told());
        assertEquals(Optional.empty(), rig.only().end());
    }

    @Test
    void aHangingMeterCostsItsLaneOnly() {
        rig.hanging.add("meter of connector 1");
        rig.seconds(40);
        assertEquals("meter does not answer", fault().get().info());
        assertEquals(ConnectorStatus.CHARGING, rig.status(1));
        rig.plug(2);
        rig.show("T2");
        assertEquals(ConnectorStatus.CHARGING, rig.status(2));
        rig.hanging.clear();
        meter(rig.first().new Meter(), true);
        assertEquals(Optional.empty(), fault());
    }

    @Test
    void whateverADriverThrowsStaysInItsFence() {
        EnergyMeter broken = new EnergyMeter() {
            @Override
            public MeterIdentity identity() {
                throw new NoClassDefFoundError("vendor/Library");
            }

            @Override
            public MeterReading read() {
                throw new StackOverflowError();
            }
        };
        meter(broken, true);
        rig.seconds(5);
        assertEquals(ConnectorStatus.CHARGING, rig.status(1));
        meter(rig.meters[1], true);
        assertEquals(rig.first().registerWh, register());
    }

    @Test
    void nonsenseIsRefusedAndTold() {
        long before = register();
        long real = rig.first().registerWh;
        rig.first().registerWh = 9_000_000;
        rig.seconds(2);
        assertEquals(before, register());
        assertEquals(DeviceFault.Kind.POWER_METER, fault().get().kind());
        assertFalse(fault().get().blocking());
        rig.first().registerWh = real;
        rig.seconds(1);
        assertEquals(Optional.empty(), fault());
    }

    /** The same driver may find another meter after a silence. */
    @Test
    void aWrongScaleIsToldUntilAnotherMeterIsThere() {
        rig.first().shownWatts = 11_000_000;
        rig.seconds(10);
        assertEquals(
                "register counts 1/1000 of the power: check scale",
                fault().get().info());
        assertFalse(fault().get().blocking());
        rig.first().shownWatts = 11_000;
        rig.first().serial = "M2";
        rig.seconds(2);
        assertEquals(Optional.empty(), fault());
    }

    @Test
    void aRegisterSetBackGoesOnAfterAWhile() {
        long before = register();
        rig.first().registerWh = 0;
        rig.seconds(1);
        assertTrue(fault().isPresent());
        rig.seconds(3);
        assertEquals(Optional.empty(), fault());
        assertTrue(register() >= before);
        assertTrue(register() <= before + 12);
    }

    @Test
    void aBoardThatDoesNotObeyIsToldAgain() {
        rig.first().applied.clear();
        stop();
        rig.loop.run();
        rig.first().offered = 16;
        rig.seconds(4);
        assertEquals(0, rig.first().offered);
    }

    @Test
    void aSampleAskedForInTheGapComesWithTheNewMeter() {
        AtomicReference<Station.StampedReading> sample = new AtomicReference<>();
        meter(rig.meters[1], false);
        rig.does(() -> rig.station.read(1).onSuccess(sample::set));
        rig.seconds(3);
        assertEquals(null, sample.get());
        meter(rig.first().new Meter(), true);
        assertEquals(rig.first().registerWh, sample.get().reading().importWh());
    }

    @Test
    void aSampleOfAMeterThatStaysAwayFailsInWords() {
        AtomicReference<Throwable> failure = new AtomicReference<>();
        meter(rig.meters[1], false);
        rig.does(() -> rig.station.read(1).onFailure(failure::set));
        rig.seconds(6);
        assertEquals("no meter of connector 1 is bound", failure.get().getMessage());
    }
}
