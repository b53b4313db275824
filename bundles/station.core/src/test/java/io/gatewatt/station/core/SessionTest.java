// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.station.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatewatt.driver.Setpoint;
import io.gatewatt.driver.StopButton;
import io.gatewatt.measure.PilotState;
import io.gatewatt.station.ConnectorStatus;
import io.gatewatt.station.IdToken;
import io.gatewatt.station.SessionRules;
import io.gatewatt.station.StationModel;
import io.gatewatt.station.StatusFacet;
import io.gatewatt.station.StopReason;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Whole sessions on fixed cables. */
class SessionTest {

    private final Rig rig = new Rig(true);

    @Test
    void cableFirst() {
        rig.plug(1);
        assertEquals(List.of("1 PREPARING"), rig.told());

        rig.show("T1");
        assertEquals(List.of("1 start T1", "1 CHARGING"), rig.told());
        assertEquals(new Setpoint.Offer(32, 3), last(rig.first().applied));
        assertEquals(1000, rig.only().startWh());

        rig.seconds(60);
        rig.show("T1");
        assertEquals(List.of("1 FINISHING", "1 stop LOCAL"), rig.told());
        assertEquals(new Setpoint.Off(), last(rig.first().applied));
        assertEquals(rig.first().registerWh, rig.only().end().get().stopWh());
        assertEquals(Optional.of(new IdToken("T1")), rig.only().end().get().token());
        assertEquals(1, rig.judged.size(), "the stopping token equals the starting one: nobody is asked");

        rig.does(() -> rig.station.settle(rig.only().key()));
        assertTrue(rig.transactions().isEmpty());
        rig.unplug(1);
        assertEquals(List.of("1 AVAILABLE"), rig.told());
    }

    @Test
    void cardFirst() {
        rig.show("T1");
        assertEquals(List.of("1 PREPARING"), rig.told());
        rig.plug(1);
        assertEquals(List.of("1 start T1", "1 CHARGING"), rig.told());
    }

    @Test
    void cardFirstAndCableAtTheOtherConnector() {
        rig.show("T1");
        rig.plug(2);
        assertEquals(List.of("1 PREPARING", "2 PREPARING", "1 AVAILABLE", "2 start T1", "2 CHARGING"), rig.told());
    }

    @Test
    void remoteStartOnAFixedCableStartsAtOnce() {
        rig.plug(1);
        rig.told();
        rig.loop.submit("remote", () -> {
            assertEquals(Optional.of(1), rig.station.startable(Optional.empty(), new IdToken("T1")));
            rig.station.start(1, new IdToken("T1"));
            assertEquals(List.of("1 start T1"), rig.told());
        });
        rig.loop.run();
        assertEquals(List.of("1 CHARGING"), rig.told());
        rig.does(() -> assertEquals(Optional.empty(), rig.station.startable(Optional.of(1), new IdToken("T2"))));
    }

    @Test
    void remoteStop() {
        rig.plug(1);
        rig.show("T1");
        rig.does(() -> {
            assertTrue(rig.station.stop(rig.only().key(), StopReason.REMOTE, Optional.empty()));
            assertFalse(rig.station.stop(rig.only().key(), StopReason.HARD_RESET, Optional.empty()), "only one reason");
            assertFalse(rig.station.stop("nonsense", StopReason.REMOTE, Optional.empty()));
        });
        assertEquals(StopReason.REMOTE, rig.only().end().get().reason());
        assertEquals(ConnectorStatus.FINISHING, rig.status(1));
    }

    @Test
    void stoppingAllTakesBackLeavesToStart() {
        rig.show("T1");
        assertEquals(List.of("1 PREPARING"), rig.told());
        rig.does(() -> rig.station.stopAll(StopReason.SOFT_RESET));
        assertEquals(List.of("1 AVAILABLE"), rig.told());
        rig.plug(1);
        assertEquals(List.of("1 PREPARING"), rig.told());
    }

    @Test
    void theCableNeverComes() {
        rig.show("T1");
        rig.seconds(59);
        assertEquals(List.of("1 PREPARING"), rig.told());
        rig.seconds(2);
        assertEquals(List.of("1 AVAILABLE"), rig.told());
        rig.plug(1);
        assertEquals(List.of("1 PREPARING"), rig.told(), "plugging later needs a new card");
    }

    @Test
    void aZeroTimeOutWaitsForEver() {
        rig.does(() -> rig.station.rules(new SessionRules(Duration.ZERO, true, true)));
        rig.show("T1");
        rig.seconds(3600);
        assertEquals(List.of("1 PREPARING"), rig.told());
    }

    @Test
    void theSameCardAgainTakesTheLeaveBack() {
        rig.show("T1");
        assertEquals(List.of("1 PREPARING"), rig.told());
        rig.show("T1");
        assertEquals(List.of("1 AVAILABLE"), rig.told());
    }

    @Test
    void aRefusedCardChangesNothing() {
        rig.show("TX");
        assertEquals(List.of(), rig.told());
        assertEquals(List.of("0 TX: unknown"), rig.refused);
        rig.plug(1);
        rig.seconds(2);
        rig.show("TX");
        assertEquals(List.of("1 PREPARING"), rig.told());
        assertEquals(List.of("any TX", "1 TX"), rig.judged);
    }

    @Test
    void aForeignCardIsNotAskedForWhereNoGroupIsKnown() {
        occupyBoth("T1");
        rig.judged.clear();
        rig.show("T9");
        assertEquals(List.of(), rig.judged);
        assertEquals(2, rig.transactions().size());
    }

    @Test
    void aCardOfTheGroupStops() {
        occupyBoth("G1");
        rig.show("T2");
        assertEquals(List.of(), rig.told(), "a card of no group");
        rig.show("G2");
        assertEquals(List.of("1 FINISHING", "1 stop LOCAL"), rig.told());
        assertEquals(
                Optional.of(new IdToken("G2")),
                rig.transactions().get(0).end().get().token());
    }

    @Test
    void aGroupLearntLaterStopsToo() {
        occupyBoth("T1");
        rig.does(() -> rig.station.group(rig.transactions().get(0).key(), Optional.of(new IdToken("P"))));
        rig.show("G2");
        assertEquals(List.of("1 FINISHING", "1 stop LOCAL"), rig.told());
    }

    private void occupyBoth(String token) {
        rig.plug(1);
        rig.show(token);
        rig.plug(2);
        rig.does(() -> rig.station.start(2, new IdToken("OTHER")));
        rig.told();
        rig.seconds(2);
    }

    @Test
    void theCardStartsThePluggedConnector() {
        rig.plug(2);
        rig.show("T1");
        assertEquals(List.of("2 PREPARING", "2 start T1", "2 CHARGING"), rig.told());
        rig.seconds(2);
        rig.show("T2");
        rig.plug(1);
        assertEquals(List.of("1 PREPARING", "1 start T2", "1 CHARGING"), rig.told());
        rig.seconds(2);
        rig.show("T1");
        assertEquals(List.of("2 FINISHING", "2 stop LOCAL"), rig.told());
    }

    @Test
    void theStationShowsItselfWhenItsBoardsHaveReported() {
        assertTrue(rig.ready);
        StationUnit blind = new StationUnit(
                rig.loop, rig.station.snapshot().model(), name -> new LoopLane(name, rig.loop, rig.hanging), () -> "k");
        AtomicBoolean ready = new AtomicBoolean();
        rig.does(() -> blind.start(() -> ready.set(true)));
        rig.seconds(2);
        assertFalse(ready.get());
        rig.seconds(1);
        assertTrue(ready.get());
    }

    @Test
    void aFinishedCableMayBeStartedAgainByItsOwnCard() {
        rig.plug(1);
        rig.show("T1");
        rig.seconds(2);
        rig.show("T1");
        rig.told();
        rig.seconds(2);
        rig.show("T1");
        assertEquals(List.of("1 start T1", "1 PREPARING", "1 CHARGING"), rig.told());
    }

    @Test
    void anotherCardWantsTheFreeConnector() {
        rig.plug(1);
        rig.show("T1");
        rig.seconds(2);
        rig.show("T1");
        rig.told();
        rig.show("T2");
        rig.seconds(5);
        assertEquals(List.of("2 PREPARING"), rig.told());
    }

    @Test
    void aCableThatNobodyCameForInTimeIsNotStartedByACardForTheOther() {
        rig.plug(1);
        rig.seconds(61);
        rig.show("T2");
        assertEquals(List.of("1 PREPARING", "2 PREPARING"), rig.told());
        rig.seconds(5);
        rig.plug(2);
        assertEquals(List.of("2 start T2", "2 CHARGING"), rig.told());
        rig.show("T1");
        assertEquals(List.of("1 start T1", "1 CHARGING"), rig.told(), "no other is free: it is meant");
    }

    @Test
    void whoComesInTimeStartsThePluggedOne() {
        rig.plug(1);
        rig.seconds(59);
        rig.show("T1");
        assertEquals(List.of("1 PREPARING", "1 start T1", "1 CHARGING"), rig.told());
    }

    @Test
    void aForgottenCableStartsFromAfarAndAfterPluggingAgain() {
        rig.plug(1);
        rig.plug(2);
        rig.seconds(61);
        rig.told();
        rig.does(() -> rig.station.present(2, new IdToken("T1")));
        assertEquals(List.of("2 start T1", "2 CHARGING"), rig.told());
        rig.unplug(1);
        rig.plug(1);
        rig.told();
        rig.show("T2");
        assertEquals(List.of("1 start T2", "1 CHARGING"), rig.told());
    }

    @Test
    void theVehicleIsUnplugged() {
        rig.plug(1);
        rig.show("T1");
        rig.seconds(5);
        rig.told();
        rig.first().unplugVehicle();
        rig.loop.run();
        assertEquals(List.of("1 FINISHING", "1 stop EV_DISCONNECTED", "1 AVAILABLE"), rig.told());
    }

    @Test
    void theVehicleIsUnpluggedAndMayComeBack() {
        rig.does(() -> rig.station.rules(new SessionRules(Duration.ofSeconds(30), false, false)));
        rig.plug(1);
        rig.show("T1");
        rig.seconds(5);
        rig.told();
        rig.first().unplugVehicle();
        rig.loop.run();
        assertEquals(List.of("1 SUSPENDED_EV"), rig.told());
        assertEquals(
                "EV side disconnected",
                rig.station.snapshot().connectors().get(1).info());
        assertEquals(new Setpoint.Off(), last(rig.first().applied));
        rig.plug(1);
        assertEquals(List.of("1 CHARGING"), rig.told());
        rig.first().unplugVehicle();
        rig.loop.run();
        rig.does(() -> rig.station.stop(rig.only().key(), StopReason.REMOTE, Optional.empty()));
        assertEquals(List.of("1 SUSPENDED_EV", "1 FINISHING", "1 stop REMOTE", "1 AVAILABLE"), rig.told());
    }

    @Test
    void theVehiclePauses() {
        rig.plug(1);
        rig.show("T1");
        rig.told();
        rig.first().car(PilotState.B);
        rig.loop.run();
        assertEquals(List.of(), rig.told(), "a blink is no pause");
        rig.seconds(1);
        assertEquals(List.of("1 SUSPENDED_EV"), rig.told());
        rig.first().car(PilotState.C);
        rig.loop.run();
        assertEquals(List.of("1 CHARGING"), rig.told());
    }

    @Test
    void aVehicleThatDoesNotAskIsPreparingForFiveSeconds() {
        rig.plug(1);
        rig.first().car(PilotState.B);
        rig.show("T1");
        assertEquals(List.of("1 PREPARING", "1 start T1"), rig.told());
        rig.seconds(4);
        assertEquals(List.of(), rig.told());
        rig.seconds(2);
        assertEquals(List.of("1 SUSPENDED_EV"), rig.told());
    }

    @Test
    void theCentralSystemRefusesLater() {
        rig.plug(1);
        rig.show("T1");
        rig.told();
        rig.does(() -> rig.station.suspend(rig.only().key(), "not authorised"));
        assertEquals(List.of("1 SUSPENDED_EVSE"), rig.told());
        assertEquals(
                "not authorised", rig.station.snapshot().connectors().get(1).info());
        assertEquals(new Setpoint.Off(), last(rig.first().applied));
        rig.seconds(60);
        assertEquals(List.of(), rig.told());
    }

    @Test
    void theLeastLimitCounts() {
        OptionalDouble[] limit = {OptionalDouble.of(10)};
        rig.does(() -> {
            rig.station.limits().add(connector -> limit[0], 0, 5);
            rig.station.limits().add(connector -> OptionalDouble.of(16), 0, 6);
        });
        rig.plug(1);
        rig.show("T1");
        assertEquals(new Setpoint.Offer(10, 3), last(rig.first().applied));
        assertEquals(10, rig.station.snapshot().connectors().get(1).offeredAmps());
        rig.told();
        limit[0] = OptionalDouble.of(5.9);
        rig.does(() -> rig.station.refresh());
        assertEquals(List.of("1 SUSPENDED_EVSE"), rig.told(), "below what the pilot can offer is nothing");
        limit[0] = OptionalDouble.empty();
        rig.does(() -> rig.station.refresh());
        assertEquals(List.of("1 CHARGING"), rig.told());
        assertEquals(new Setpoint.Offer(16, 3), last(rig.first().applied));
    }

    @Test
    void stopButton() {
        FakeHardware.Button button = new FakeHardware.Button();
        rig.does(() -> rig.station.button(1, button, true));
        rig.plug(1);
        rig.show("T1");
        button.press(StopButton.Press.STOP);
        rig.loop.run();
        assertEquals(StopReason.LOCAL, rig.only().end().get().reason());
        assertEquals(Optional.empty(), rig.only().end().get().token());

        rig.does(() -> rig.station.start(1, new IdToken("T2")));
        button.press(StopButton.Press.EMERGENCY);
        rig.loop.run();
        assertEquals(
                StopReason.EMERGENCY_STOP, rig.transactions().get(1).end().get().reason());
    }

    @Test
    void inoperativeTakesEffectWhenTheTransactionIsOver() {
        boolean[] operative = {true};
        rig.does(() -> rig.station
                .facets()
                .add(
                        new StatusFacet() {
                            @Override
                            public boolean operative(int connector) {
                                return operative[0] || connector != 1;
                            }
                        },
                        0,
                        9));
        rig.plug(1);
        rig.show("T1");
        rig.told();
        operative[0] = false;
        rig.does(() -> rig.station.refresh());
        assertEquals(List.of(), rig.told(), "scheduled");
        rig.seconds(2);
        rig.show("T1");
        assertEquals(List.of("1 FINISHING", "1 stop LOCAL", "1 UNAVAILABLE"), rig.told());
        rig.does(() -> assertEquals(Optional.empty(), rig.station.startable(Optional.of(1), new IdToken("T1"))));
        rig.unplug(1);
        operative[0] = true;
        rig.does(() -> rig.station.refresh());
        assertEquals(List.of("1 AVAILABLE"), rig.told());
    }

    @Test
    void connectorsComeAndGoAtRunTime() {
        rig.plug(2);
        rig.show("T1");
        rig.does(() -> rig.station.settings(new StationModel("Gatewatt", "Virtual AC", "", "1", 1, true, 32)));
        assertEquals(2, rig.station.snapshot().connectors().size(), "it charges");
        rig.seconds(2);
        rig.show("T1");
        assertEquals(1, rig.station.snapshot().connectors().size());
        rig.does(() -> rig.station.settings(new StationModel("Gatewatt", "Virtual AC", "", "1", 3, true, 32)));
        assertEquals(3, rig.station.snapshot().connectors().size());
        assertEquals(ConnectorStatus.PREPARING, rig.status(2), "its devices are bound again");
    }

    private static <T> T last(List<T> list) {
        return list.get(list.size() - 1);
    }
}
