// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.station.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatewatt.driver.FaultSource;
import io.gatewatt.driver.PowerFailInput;
import io.gatewatt.driver.Setpoint;
import io.gatewatt.measure.DeviceFault;
import io.gatewatt.measure.PilotState;
import io.gatewatt.station.ConnectorStatus;
import io.gatewatt.station.IdToken;
import io.gatewatt.station.StatusFacet;
import io.gatewatt.station.StopReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Faults of hardware, rows A9..I8 of the transition table, and the failing mains. */
class FaultTest {

    private static final DeviceFault GROUND = DeviceFault.blocking(DeviceFault.Kind.GROUND, "leakage");

    private final Rig rig = new Rig(true);

    private void faultAndRecovery(String from) {
        rig.told();
        rig.first().fault(GROUND);
        rig.loop.run();
        assertEquals(List.of("1 FAULTED"), rig.told());
        assertEquals(0, rig.first().flows() ? 1 : 0);
        rig.first().noFault();
        rig.seconds(1);
        assertEquals(List.of("1 " + from), rig.told(), "back to where it was");
    }

    @Test
    void a9i1() {
        faultAndRecovery("AVAILABLE");
    }

    @Test
    void b9i2() {
        rig.plug(1);
        faultAndRecovery("PREPARING");
    }

    @Test
    void c9i3() {
        rig.plug(1);
        rig.show("T1");
        faultAndRecovery("CHARGING");
        assertEquals(Optional.empty(), rig.only().end());
    }

    @Test
    void d9i4() {
        rig.plug(1);
        rig.show("T1");
        rig.first().car(PilotState.B);
        rig.seconds(1);
        faultAndRecovery("SUSPENDED_EV");
    }

    @Test
    void e9i5() {
        rig.plug(1);
        rig.show("T1");
        rig.does(() -> rig.station.suspend(rig.only().key(), "no"));
        faultAndRecovery("SUSPENDED_EVSE");
    }

    @Test
    void f9i6() {
        rig.plug(1);
        rig.show("T1");
        rig.seconds(2);
        rig.show("T1");
        faultAndRecovery("FINISHING");
    }

    @Test
    void g9i7andh9i8() {
        boolean[] is = {true, true};
        rig.does(() -> {
            rig.station
                    .facets()
                    .add(
                            new StatusFacet() {
                                @Override
                                public boolean operative(int connector) {
                                    return is[0];
                                }

                                @Override
                                public boolean reserved(int connector) {
                                    return connector == 1 && is[1];
                                }
                            },
                            0,
                            9);
            rig.station.refresh();
        });
        faultAndRecovery("RESERVED");
        is[0] = false;
        rig.does(() -> rig.station.refresh());
        faultAndRecovery("UNAVAILABLE");
    }

    @Test
    void aFaultedConnectorStartsNothing() {
        rig.first().fault(GROUND);
        rig.plug(1);
        rig.told();
        rig.does(() -> {
            assertEquals(Optional.empty(), rig.station.startable(Optional.of(1), new IdToken("T1")));
            rig.station.present(1, new IdToken("T1"));
            rig.station.start(1, new IdToken("T1"));
        });
        rig.seconds(10);
        assertEquals(List.of(), rig.told());
        assertTrue(rig.transactions().isEmpty());
    }

    @Test
    void aStopDuringAFaultIsFinishingAfterIt() {
        rig.plug(1);
        rig.show("T1");
        rig.first().fault(GROUND);
        rig.loop.run();
        rig.does(() -> rig.station.stopAll(StopReason.REMOTE));
        rig.told();
        rig.first().noFault();
        rig.loop.run();
        assertEquals(List.of("1 FINISHING"), rig.told());
    }

    @Test
    void aWarningLetsCharge() {
        rig.first().fault(new DeviceFault(DeviceFault.Kind.HIGH_TEMPERATURE, "", "warm", false));
        rig.plug(1);
        rig.show("T1");
        assertEquals(ConnectorStatus.CHARGING, rig.status(1));
        assertEquals("warm", rig.station.snapshot().connectors().get(1).info());
    }

    @Test
    void aFaultOfTheStationStopsAll() {
        List<DeviceFault> faults = new ArrayList<>();
        FaultSource source = () -> List.copyOf(faults);
        rig.does(() -> rig.station.faults().bind(source));
        rig.plug(1);
        rig.show("T1");
        rig.told();
        faults.add(GROUND);
        rig.seconds(5);
        assertEquals(ConnectorStatus.FAULTED, rig.station.snapshot().status());
        assertEquals(List.of("1 FAULTED", "2 FAULTED"), rig.told());
        assertEquals(
                new Setpoint.Off(), rig.first().applied.get(rig.first().applied.size() - 1));
        faults.clear();
        rig.seconds(5);
        assertEquals(ConnectorStatus.AVAILABLE, rig.station.snapshot().status());
        assertEquals(List.of("1 CHARGING", "2 AVAILABLE"), rig.told());
    }

    @Test
    void noReaderIsAWarningOfTheStation() {
        rig.does(() -> {
            rig.station.reader(1, rig.reader, false);
            rig.station.reader(2, rig.reader, false);
        });
        rig.seconds(29);
        assertEquals(Optional.empty(), rig.station.snapshot().fault());
        rig.seconds(6);
        assertEquals(
                DeviceFault.Kind.READER, rig.station.snapshot().fault().get().kind());
        assertEquals(ConnectorStatus.AVAILABLE, rig.station.snapshot().status());
        rig.does(() -> rig.station.reader(1, rig.reader, true));
        rig.seconds(5);
        assertEquals(Optional.empty(), rig.station.snapshot().fault());
    }

    @Test
    void theMainsFails() {
        Runnable[] failing = {null};
        List<String> restarts = new ArrayList<>();
        PowerFailInput input = sink -> {
            failing[0] = sink;
            return () -> {};
        };
        rig.does(() -> {
            rig.station.power().inputs().bind(input);
            rig.station.power().process(Optional.of(restarts::add));
        });
        rig.plug(1);
        rig.show("T1");
        rig.told();
        failing[0].run();
        rig.loop.run();
        assertEquals(List.of("1 FINISHING", "1 stop POWER_LOSS"), rig.told());
        rig.does(() -> assertEquals(Optional.empty(), rig.station.startable(Optional.empty(), new IdToken("T2"))));
        rig.does(() -> rig.station.settle(rig.only().key()));
        assertEquals(List.of(), restarts, "its messages have a moment to leave");
        rig.seconds(2);
        assertEquals(List.of("the mains failed"), restarts);
        rig.seconds(10);
        assertEquals(1, restarts.size());
        rig.seconds(30);
        rig.does(() -> assertEquals(Optional.of(1), rig.station.startable(Optional.empty(), new IdToken("T1"))));
    }

    @Test
    void aBrokenWhiteboardServiceIsNotHeard() {
        rig.does(() -> {
            rig.station
                    .limits()
                    .add(
                            connector -> {
                                throw new IllegalStateException("broken limit");
                            },
                            0,
                            5);
            rig.station
                    .facets()
                    .add(
                            new StatusFacet() {
                                @Override
                                public boolean operative(int connector) {
                                    throw new NoClassDefFoundError("gone");
                                }
                            },
                            0,
                            6);
            rig.station
                    .policies()
                    .add(
                            (connector, token) -> {
                                throw new IllegalStateException("broken policy");
                            },
                            100,
                            7);
        });
        rig.plug(1);
        rig.show("T1");
        assertEquals(ConnectorStatus.CHARGING, rig.status(1));
    }

    @Test
    void aStartHeldBackByAFullDiskDoesNotFlicker() {
        Rig held = new Rig(true);
        held.plug(1);
        held.told();
        held.loop.storeFull(true);
        held.show("T1");
        held.seconds(20);
        held.loop.storeFull(false);
        held.seconds(10);
        assertEquals(List.of("1 start T1", "1 CHARGING"), held.told());
    }

    @Test
    void aBoardThatTakesNoOfferIsSuspended() {
        rig.first().refusesOffers = true;
        rig.plug(1);
        rig.show("T1");
        rig.seconds(10);
        assertEquals(List.of("1 PREPARING", "1 start T1", "1 SUSPENDED_EVSE"), rig.told());
        rig.first().refusesOffers = false;
        rig.seconds(2);
        assertEquals(List.of("1 CHARGING"), rig.told());
    }

    @Test
    void theEnergyStopsThoughTheDiskIsFull() {
        rig.plug(1);
        rig.show("T1");
        rig.seconds(5);
        rig.loop.storeFull(true);
        rig.does(() -> rig.station.stopAll(StopReason.EMERGENCY_STOP));
        assertEquals(0, rig.first().offered);
        rig.loop.storeFull(false);
        rig.seconds(10);
        assertEquals(StopReason.EMERGENCY_STOP, rig.only().end().get().reason());
    }

    @Test
    void noEnergyBeforeTheStartIsOnDisk() {
        rig.plug(1);
        rig.loop.storeFull(true);
        rig.show("T1");
        rig.seconds(5);
        assertEquals(0, rig.first().offered);
        rig.loop.storeFull(false);
        rig.seconds(10);
        assertEquals(32, rig.first().offered);
    }
}
