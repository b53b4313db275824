// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.station.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatewatt.measure.DeviceFault;
import io.gatewatt.station.ConnectorStatus;
import io.gatewatt.station.FaultState;
import io.gatewatt.station.IdToken;
import io.gatewatt.station.SessionRules;
import io.gatewatt.station.StopReason;
import io.gatewatt.station.UnlockOutcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sessions with cables that are locked in sockets. */
class SocketTest {

    private final Rig rig = new Rig(false);

    @Test
    void theCableIsLockedFromStartToEnd() {
        rig.plug(1);
        assertFalse(rig.first().bolt);
        rig.show("T1");
        assertTrue(rig.first().bolt);
        assertEquals(List.of("1 PREPARING", "1 start T1", "1 CHARGING"), rig.told());
        rig.seconds(2);
        rig.show("T1");
        assertFalse(rig.first().bolt);
        rig.unplug(1);
        assertEquals(List.of("1 FINISHING", "1 stop LOCAL", "1 AVAILABLE"), rig.told());
    }

    @Test
    void stationSideFirst() {
        rig.first().plugStation();
        rig.loop.run();
        assertEquals(List.of("1 PREPARING"), rig.told());
        rig.show("T1");
        assertTrue(rig.first().bolt, "the cable is held as soon as somebody is authorised");
        rig.plug(1);
        assertEquals(List.of("1 start T1", "1 CHARGING"), rig.told());
    }

    @Test
    void whoIsTooLateWithTheVehicleMayShowTheCardAgain() {
        rig.first().plugStation();
        rig.loop.run();
        rig.show("T1");
        rig.seconds(61);
        assertFalse(rig.first().bolt, "let go");
        rig.show("T1");
        assertTrue(rig.first().bolt, "the same connector");
        rig.seconds(61);
        rig.told();
        rig.show("T2");
        assertEquals(List.of("2 PREPARING"), rig.told(), "somebody else means the free one");
    }

    @Test
    void theLockFails() {
        rig.first().lockFails = true;
        rig.does(() -> rig.station.start(1, new IdToken("T1")));
        rig.plug(1);
        assertEquals(List.of("1 PREPARING", "1 FAULTED"), rig.told());
        assertEquals(DeviceFault.Kind.CONNECTOR_LOCK, fault().get().kind());
        assertTrue(rig.transactions().isEmpty());
        rig.first().lockFails = false;
        rig.unplug(1);
        assertEquals(List.of("1 AVAILABLE"), rig.told());
    }

    @Test
    void evDisconnectedReleasesTheCable() {
        charge();
        rig.first().unplugVehicle();
        rig.loop.run();
        assertEquals(List.of("1 FINISHING", "1 stop EV_DISCONNECTED"), rig.told());
        assertEquals(
                "EV side disconnected",
                rig.station.snapshot().connectors().get(1).info());
        assertFalse(rig.first().bolt);
        rig.unplug(1);
        assertEquals(List.of("1 AVAILABLE"), rig.told());
    }

    @Test
    void evDisconnectedKeepsTheCableUntilUnlocked() {
        rig.does(() -> rig.station.rules(new SessionRules(Duration.ofSeconds(30), true, false)));
        charge();
        rig.first().unplugVehicle();
        rig.loop.run();
        assertEquals(List.of("1 FINISHING", "1 stop EV_DISCONNECTED"), rig.told());
        assertTrue(rig.first().bolt);
        assertEquals(UnlockOutcome.UNLOCKED, unlock(1));
        assertFalse(rig.first().bolt);
    }

    @Test
    void deAuthorizedKeepsTheCableUntilTheCardIsShown() {
        charge();
        rig.does(() -> rig.station.stop(rig.only().key(), StopReason.DE_AUTHORIZED, Optional.empty()));
        assertTrue(rig.first().bolt);
        rig.seconds(60);
        assertTrue(rig.first().bolt);
        rig.show("T1");
        assertFalse(rig.first().bolt);
        assertEquals(1, rig.transactions().size());
    }

    @Test
    void deAuthorizedKeepsTheCableUntilACardOfTheGroupIsShown() {
        charge();
        rig.does(() -> rig.station.group(rig.only().key(), Optional.of(new IdToken("P"))));
        rig.does(() -> rig.station.stop(rig.only().key(), StopReason.DE_AUTHORIZED, Optional.empty()));
        rig.show("T9");
        assertTrue(rig.first().bolt);
        rig.told();
        rig.show("G2");
        assertFalse(rig.first().bolt);
        assertEquals(List.of(), rig.told(), "neither here nor at the free connector a session begins");
        assertEquals(1, rig.transactions().size());
    }

    @Test
    void aCardOfTheGroupStartsItsOwnCarBeforeItFreesAnothersCable() {
        charge();
        rig.does(() -> rig.station.group(rig.only().key(), Optional.of(new IdToken("P"))));
        rig.does(() -> rig.station.stop(rig.only().key(), StopReason.DE_AUTHORIZED, Optional.empty()));
        rig.plug(2);
        rig.told();
        rig.show("G2");
        assertEquals("2 start G2", rig.told().get(0));
        assertTrue(rig.first().bolt);
    }

    private void deAuthorized(String token) {
        rig.plug(1);
        rig.show(token);
        rig.seconds(3);
        rig.does(() -> rig.station.stop(rig.only().key(), StopReason.DE_AUTHORIZED, Optional.empty()));
        rig.does(() -> rig.station.settle(rig.only().key()));
        rig.told();
    }

    @ParameterizedTest
    @CsvSource({"G1, G1", "G1, G2"})
    void aHeldCableIsHeldAfterARestart(String started, String shown) {
        deAuthorized(started);
        rig.crash();
        rig.seconds(5);
        assertTrue(rig.first().bolt);
        assertEquals(ConnectorStatus.FINISHING, rig.status(1));
        rig.crash();
        rig.show("T2");
        rig.seconds(2);
        assertTrue(rig.first().bolt, "not for anybody");
        rig.show(shown);
        rig.seconds(2);
        assertFalse(rig.first().bolt);
        assertTrue(rig.transactions().isEmpty(), "that was all it was shown for");
        rig.unplug(1);
        rig.crash();
        rig.plug(1);
        rig.show(shown);
        assertEquals(1, rig.transactions().size(), "and it is over");
    }

    @Test
    void aRestartInTheMiddleOfTheEndHoldsTheCable() {
        rig.plug(1);
        rig.show("T1");
        rig.seconds(3);
        rig.first().meterSilent = true;
        rig.does(() -> rig.station.stop(rig.only().key(), StopReason.DE_AUTHORIZED, Optional.empty()));
        rig.crash();
        rig.first().meterSilent = false;
        rig.seconds(3);
        assertTrue(rig.only().end().isPresent());
        assertTrue(rig.first().bolt);
        rig.show("T1");
        assertFalse(rig.first().bolt);
    }

    @Test
    void aHeldCableThatWentWhileThePowerWasOffIsHeldForNobody() {
        deAuthorized("T1");
        rig.first().bolt = false;
        rig.first().vehicle = false;
        rig.first().station = false;
        rig.crash();
        rig.seconds(2);
        assertEquals(ConnectorStatus.AVAILABLE, rig.status(1));
        assertFalse(rig.first().bolt);
        rig.plug(1);
        rig.show("T1");
        assertEquals(1, rig.transactions().size());
    }

    @Test
    void aHeldCableIsUnlockedFromAfar() {
        deAuthorized("T1");
        rig.crash();
        assertEquals(UnlockOutcome.UNLOCKED, unlock(1));
        rig.seconds(2);
        rig.crash();
        rig.seconds(2);
        assertFalse(rig.first().bolt);
    }

    @Test
    void aCableThatIsGoneIsHeldForNobody() {
        rig.does(() -> rig.station.rules(new SessionRules(Duration.ofSeconds(60), true, false)));
        charge();
        rig.unplug(1);
        rig.seconds(2);
        rig.plug(1);
        rig.told();
        rig.show("T1");
        rig.seconds(2);
        assertTrue(rig.told().contains("1 start T1"), "the same tag starts anew");
    }

    @Test
    void unlockIdle() {
        assertEquals(UnlockOutcome.UNLOCKED, unlock(1));
        assertEquals(List.of(), rig.told());
        assertEquals(UnlockOutcome.NO_LOCK, unlock(3));
    }

    @Test
    void unlockWhileCharging() {
        charge();
        rig.told();
        assertEquals(UnlockOutcome.UNLOCKED, unlock(1));
        assertFalse(rig.first().bolt, "true when it is told");
        assertEquals(0, rig.first().offered);
        assertEquals(List.of(), rig.told(), "the answer goes first");
        assertEquals(Optional.empty(), startable(1));
        rig.does(() -> rig.station.unlockTold(1));
        assertEquals(List.of("1 FINISHING", "1 stop UNLOCK_COMMAND"), rig.told());
        rig.unplug(1);
        assertEquals(List.of("1 AVAILABLE"), rig.told());
    }

    @Test
    void unlockEndsTheTransactionThoughNobodyAnswers() {
        charge();
        rig.told();
        assertEquals(UnlockOutcome.UNLOCKED, unlock(1));
        // Out of the socket at once: it is still the unlock that ended it.
        rig.unplug(1);
        assertEquals(List.of(), rig.told());
        rig.seconds(2);
        assertEquals(List.of("1 FINISHING", "1 stop UNLOCK_COMMAND", "1 AVAILABLE"), rig.told());
    }

    @Test
    void unlockTakesALeaveBack() {
        rig.first().plugStation();
        rig.show("T1");
        assertTrue(rig.first().bolt);
        assertEquals(UnlockOutcome.UNLOCKED, unlock(1));
        rig.seconds(2);
        assertFalse(rig.first().bolt, "not locked again for a leave that is no more");
        rig.first().plug();
        rig.seconds(2);
        assertTrue(rig.transactions().isEmpty());
    }

    @Test
    void unlockFails() {
        charge();
        rig.first().unlockFails = true;
        rig.told();
        assertEquals(UnlockOutcome.FAILED, unlock(1));
        assertEquals(Optional.empty(), fault(), "the answer goes first");
        rig.does(() -> rig.station.unlockTold(1));
        assertFalse(fault().get().blocking());
        assertEquals(List.of("1 FINISHING", "1 stop UNLOCK_COMMAND"), rig.told());
    }

    @Test
    void aFixedCableIsNotTouched() {
        Rig fixed = new Rig(true);
        fixed.plug(1);
        fixed.show("T1");
        AtomicReference<UnlockOutcome> outcome = new AtomicReference<>();
        fixed.does(() -> fixed.station.unlock(1).onSuccess(outcome::set));
        assertEquals(UnlockOutcome.NO_LOCK, outcome.get());
        assertEquals(ConnectorStatus.CHARGING, fixed.status(1));
    }

    @Test
    void aLockThatGoesAwayAtASocketBlocksStarts() {
        rig.does(() -> rig.station.device(1, Ports.LOCK, rig.locks[1], false));
        rig.seconds(2);
        rig.plug(1);
        rig.show("T1");
        rig.seconds(20);
        assertEquals(List.of("1 PREPARING"), rig.told(), "waits for the lock");
        rig.seconds(12);
        assertEquals(List.of("1 FAULTED"), rig.told());
        assertEquals("lock is missing", fault().get().info());
        rig.does(() -> rig.station.device(1, Ports.LOCK, rig.locks[1], true));
        assertEquals(List.of("1 PREPARING"), rig.told());
    }

    @Test
    void aCableThatIsNeverOutIsFixed() {
        rig.does(() -> rig.station.device(1, Ports.LOCK, rig.locks[1], false));
        rig.first().plugStation();
        rig.seconds(40);
        assertEquals(ConnectorStatus.AVAILABLE, rig.status(1));
        assertEquals(Optional.empty(), fault());
        rig.plug(1);
        rig.show("T1");
        assertEquals(ConnectorStatus.CHARGING, rig.status(1));
        assertEquals(UnlockOutcome.NO_LOCK, unlock(1));
    }

    private Optional<Integer> startable(int connector) {
        AtomicReference<Optional<Integer>> found = new AtomicReference<>();
        rig.does(() -> found.set(rig.station.startable(Optional.of(connector), new IdToken("T2"))));
        return found.get();
    }

    private void charge() {
        rig.plug(1);
        rig.show("T1");
        rig.seconds(3);
        rig.told();
    }

    private UnlockOutcome unlock(int connector) {
        AtomicReference<UnlockOutcome> outcome = new AtomicReference<>();
        rig.does(() -> rig.station.unlock(connector).onSuccess(outcome::set));
        return outcome.get();
    }

    private Optional<FaultState> fault() {
        return rig.station.snapshot().connectors().get(1).fault();
    }
}
