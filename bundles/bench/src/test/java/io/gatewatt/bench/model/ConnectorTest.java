// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.bench.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatewatt.measure.DeviceFault;
import io.gatewatt.measure.PilotState;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class ConnectorTest {

    private final VirtualTime time = new VirtualTime();
    private final MapMemory memory = new MapMemory();
    private Connector connector = restart();

    private Connector restart() {
        return new Connector(1, time, memory, false);
    }

    private double register() throws IOException {
        return connector.readMeter().importWh();
    }

    @Test
    void aSessionCountsEnergyOnlyWhileTheContactorIsClosed() throws Exception {
        connector.plug(Side.BOTH);
        assertEquals(PilotState.B, connector.board().pilot());
        time.advance(Duration.ofHours(1));
        assertEquals(0, register());

        connector.offer(16, 3);
        assertEquals(PilotState.C, connector.board().pilot());
        assertTrue(connector.board().contactorClosed());
        time.advance(Duration.ofHours(1));
        assertEquals(11_040, register());
        assertEquals(List.of(16.0, 16.0, 16.0), connector.readMeter().amps());

        connector.car(car -> new Car(PilotState.B, 32, 3, true));
        time.advance(Duration.ofHours(1));
        assertEquals(11_040, register());

        connector.car(car -> new Car(PilotState.C, 10, 1, true));
        time.advance(Duration.ofMinutes(30));
        assertEquals(12_190, register());
        assertEquals(List.of(10.0, 0.0, 0.0), connector.readMeter().amps());

        connector.unplug(Side.BOTH);
        time.advance(Duration.ofHours(1));
        assertEquals(12_190, register());
        assertEquals(PilotState.A, connector.board().pilot());
    }

    @Test
    void noPartOfAWattHourIsLostByReadingOften() throws Exception {
        connector.plug(Side.BOTH);
        connector.offer(6, 1);
        for (int i = 0; i < 36_000; i++) {
            time.advance(Duration.ofMillis(100));
            register();
        }
        assertEquals(1380, register());
    }

    @Test
    void aKillLosesNothingThatWasShown() throws Exception {
        connector.plug(Side.BOTH);
        connector.offer(32, 3);
        for (int i = 0; i < 100; i++) {
            time.advance(Duration.ofMillis(777));
            double shown = register();
            connector = restart();
            assertTrue(register() >= shown, "the meter went back");
            connector.offer(32, 3);
        }
        assertTrue(register() >= 400);
    }

    @Test
    void cableCarSerialAndLockAreAsBeforeAfterARestartButNothingIsOffered() {
        connector.plug(Side.HALF);
        connector.offer(16, 3);
        connector.car(car -> new Car(PilotState.D, 20, 2, true));
        connector.lock(LockBehaviour.UNLOCK_FAILS);
        connector.meter(OptionalLong.of(777), Optional.of("X1"), Optional.of(MeterBehaviour.SILENT));
        Memory before = connector.state().memory();
        connector = restart();
        assertEquals(before, connector.state().memory());
        assertEquals(PilotState.B, connector.board().pilot());
        assertFalse(connector.board().contactorClosed());
        assertEquals("X1", connector.meterSerial());
    }

    @Test
    void writesOnlyWhatChanged() {
        connector.plug(Side.BOTH);
        int saves = memory.saves;
        for (int i = 0; i < 50; i++) {
            connector.offer(6, 1);
            connector.state();
            connector.plug(Side.BOTH);
        }
        assertEquals(saves, memory.saves);
        time.advance(Duration.ofSeconds(1));
        connector.state();
        assertEquals(saves, memory.saves, "less than one Wh has flowed");
        time.advance(Duration.ofSeconds(2));
        connector.state();
        assertEquals(saves + 1, memory.saves);
    }

    @Test
    void hintsOnceForEachChangeAndNeverForRepetition() throws Exception {
        List<String> hints = new ArrayList<>();
        AutoCloseable listening =
                connector.onChange(() -> hints.add(connector.board().pilot().name()));
        connector.plug(Side.BOTH);
        connector.plug(Side.BOTH);
        connector.offer(16, 3);
        connector.offer(16, 3);
        connector.fault(Optional.of(DeviceFault.blocking(DeviceFault.Kind.GROUND, "")));
        connector.fault(Optional.empty());
        connector.meter(OptionalLong.of(5), Optional.empty(), Optional.empty());
        assertEquals(List.of("B", "C", "C", "C", "C"), hints);
        listening.close();
        connector.unplug(Side.BOTH);
        assertEquals(5, hints.size());
    }

    @Test
    void aHintMayChangeTheConnector() {
        AutoCloseable listening = connector.onChange(
                () -> connector.offer(connector.board().pilot().vehicle() ? 16 : 0, 3));
        connector.plug(Side.BOTH);
        assertTrue(connector.board().contactorClosed());
        connector.unplug(Side.EV);
        assertEquals(0, connector.state().offeredAmps());
        assertTrue(listening != null);
    }

    @Test
    void theBoltStaysWhereItIsWhenItFails() {
        assertTrue(connector.drive(true));
        assertTrue(connector.locked());
        connector.lock(LockBehaviour.UNLOCK_FAILS);
        assertFalse(connector.drive(false));
        assertTrue(connector.locked());
        connector.lock(LockBehaviour.OK);
        assertTrue(connector.drive(false));
        connector.lock(LockBehaviour.UNLOCK_FAILS);
        assertFalse(connector.drive(false), "a broken drive is not well because the bolt is out already");
        connector.lock(LockBehaviour.LOCK_FAILS);
        connector.drive(true);
        assertFalse(connector.locked());
        connector.lock(LockBehaviour.OK);
        connector.plug(Side.HALF);
        connector.drive(true);
        assertFalse(connector.locked(), "a plug that is half in cannot be locked");
        connector.plug(Side.STATION);
        connector.drive(true);
        assertTrue(connector.locked());
        connector.lock(LockBehaviour.NONE);
        assertFalse(connector.locked());
        assertTrue(connector.board().cable(), "a fixed cable is always in");
    }

    @Test
    void theStationsSettingDecidesOnALockUntilAPersonDoes() {
        connector.build(true);
        assertEquals(LockBehaviour.NONE, connector.state().memory().lock());
        connector = new Connector(1, time, memory, false);
        assertEquals(LockBehaviour.OK, connector.state().memory().lock());
        connector.lock(LockBehaviour.LOCK_FAILS);
        connector.build(true);
        assertEquals(LockBehaviour.LOCK_FAILS, connector.state().memory().lock());
        assertEquals(
                LockBehaviour.LOCK_FAILS,
                new Connector(1, time, memory, true).state().memory().lock());
    }

    @Test
    void aMeterMayMisbehaveAndTheTrueRegisterGoesOn() throws Exception {
        connector.meter(OptionalLong.of(1000), Optional.empty(), Optional.of(MeterBehaviour.SILENT));
        assertThrows(IOException.class, connector::readMeter);
        connector.meter(OptionalLong.empty(), Optional.empty(), Optional.of(MeterBehaviour.NAN));
        assertTrue(Double.isNaN(register()));
        connector.meter(OptionalLong.empty(), Optional.empty(), Optional.of(MeterBehaviour.BACKWARDS));
        assertEquals(999, register());
        connector.plug(Side.BOTH);
        connector.offer(10, 1);
        time.advance(Duration.ofMinutes(6));
        assertEquals(769, register());
        connector.meter(OptionalLong.empty(), Optional.empty(), Optional.of(MeterBehaviour.OK));
        assertEquals(1230, register());
    }

    @Test
    void theNextCarIsAsUsualButOfTheSameSize() {
        connector.car(car -> new Car(PilotState.B, 10, 1, false));
        connector.plug(Side.BOTH);
        assertEquals(1, connector.board().faults().size());
        connector.unplug(Side.STATION);
        assertEquals(
                new Car(PilotState.B, 10, 1, false), connector.state().memory().car());
        connector.unplug(Side.EV);
        assertEquals(
                new Car(PilotState.C, 10, 1, true), connector.state().memory().car());
    }

    @Test
    void aBlockingFaultOpensTheContactorAtOnce() throws Exception {
        connector.plug(Side.BOTH);
        connector.offer(16, 3);
        connector.fault(Optional.of(DeviceFault.blocking(DeviceFault.Kind.GROUND, "")));
        time.advance(Duration.ofHours(1));
        assertEquals(0, register());
        connector.fault(Optional.empty());
        assertTrue(connector.board().contactorClosed());
    }

    @Test
    void manyThreadsSeeARegisterThatNeverGoesBack() throws Exception {
        Connector shared = new Connector(1, () -> System.nanoTime() * 100_000, memory, false);
        shared.plug(Side.BOTH);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        Callable<Boolean> work = () -> {
            double last = 0;
            boolean forward = true;
            for (int i = 0; i < 2_000; i++) {
                shared.offer(i % 3 == 0 ? 0 : 16, 3);
                double now = shared.readMeter().importWh();
                forward &= now >= last;
                last = now;
            }
            return forward;
        };
        try {
            for (Future<Boolean> forward : threads.invokeAll(Collections.nCopies(4, work))) {
                assertTrue(forward.get());
            }
        } finally {
            threads.shutdownNow();
        }
        shared.offer(0, 1);
        assertEquals(shared.readMeter().importWh(), memory.saved.get(1).registerWh(), 1e-9);
    }
}
