// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.station.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatewatt.loop.core.VirtualLoop;
import io.gatewatt.measure.DeviceFault;
import io.gatewatt.station.ConnectorStatus;
import io.gatewatt.station.FaultState;
import io.gatewatt.station.StationListener;
import io.gatewatt.station.StationModel;
import io.gatewatt.station.StationSnapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A station whose drivers come late, or never. */
class FirstBindingTest {

    private final VirtualLoop loop = new VirtualLoop();
    private final FakeHardware hardware = new FakeHardware();
    private final StationUnit station = new StationUnit(
            loop,
            new StationModel("Gatewatt", "Virtual AC", "", "1", 1, true, 32),
            name -> new LoopLane(name, loop, Set.of()),
            () -> "tx");
    private final FakeHardware.Meter meter = hardware.new Meter();
    private final FakeHardware.Board board = hardware.new Board();
    private final List<ConnectorStatus> told = new ArrayList<>();
    private boolean ready;

    @BeforeEach
    void start() {
        hardware.station = true;
        loop.submit("boot", () -> station.start(this::open));
        loop.run();
    }

    /** As the service of the station: who listens hears of the status from now on. */
    private void open() {
        ready = true;
        told.add(station.status(1));
        station.publisher()
                .add(
                        new StationListener() {
                            @Override
                            public void changed(StationSnapshot before, StationSnapshot after) {
                                ConnectorStatus now = after.connectors().get(1).status();
                                if (now != told.get(told.size() - 1)) {
                                    told.add(now);
                                }
                            }
                        },
                        0,
                        1);
    }

    private void meterComes() {
        loop.run(() -> station.device(1, Ports.METER, meter, true));
    }

    private void boardComes() {
        loop.run(() -> station.device(1, Ports.CONTROLLER, board, true));
    }

    private void after(int millis) {
        loop.advance(Duration.ofMillis(millis));
    }

    private Optional<FaultState> fault() {
        return station.snapshot().connectors().get(1).fault();
    }

    @Test
    void theFirstStatusOfAStationWithoutDriversIsTheFault() {
        after(2999);
        assertFalse(ready);
        after(1);
        assertTrue(ready);
        assertEquals(List.of(ConnectorStatus.FAULTED), told);
        assertEquals(
                new FaultState(DeviceFault.Kind.INTERNAL, "", "controller is missing", true), fault().orElseThrow());
        after(60_000);
        assertEquals(List.of(ConnectorStatus.FAULTED), told);
    }

    @Test
    void driversThatComeInTimeAreWaitedFor() {
        after(2000);
        boardComes();
        after(900);
        assertFalse(ready);
        meterComes();
        assertTrue(ready);
        after(60_000);
        assertEquals(List.of(ConnectorStatus.AVAILABLE), told);
    }

    @Test
    void aMeterThatNeverComesIsAFault() {
        boardComes();
        after(3000);
        assertEquals(List.of(ConnectorStatus.FAULTED), told);
        assertEquals(new FaultState(DeviceFault.Kind.POWER_METER, "", "meter is missing", true), fault().orElseThrow());
    }

    @Test
    void allRecoversWhenTheDriversComeLate() {
        after(10_000);
        hardware.meterSilent = true;
        meterComes();
        boardComes();
        after(20_000);
        assertEquals(
                "meter does not answer", fault().orElseThrow().info(), "one that comes too late must answer first");
        hardware.meterSilent = false;
        after(5000);
        assertEquals(Optional.empty(), fault());
        assertEquals(List.of(ConnectorStatus.FAULTED, ConnectorStatus.AVAILABLE), told);
    }

    @Test
    void onceThereADeviceHasTheTimeOfASwap() {
        boardComes();
        meterComes();
        loop.run(() -> station.device(1, Ports.CONTROLLER, board, false));
        after(29_000);
        assertEquals(Optional.empty(), fault());
        after(1500);
        assertEquals("controller is missing", fault().orElseThrow().info());
    }
}
