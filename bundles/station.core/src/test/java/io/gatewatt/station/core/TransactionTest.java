// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.station.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.gatewatt.station.IdToken;
import io.gatewatt.station.SessionRules;
import io.gatewatt.station.StopReason;
import io.gatewatt.station.TransactionSnapshot;
import io.gatewatt.station.core.Around.Bolt;
import io.gatewatt.station.core.Around.Occupancy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TransactionTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final SessionState.Grant GRANT =
            new SessionState.Grant(1, "k", new IdToken("T1"), Optional.empty(), Optional.of(7));
    private static final TransactionSnapshot TX = new TransactionSnapshot(
            "k", 1, new IdToken("T1"), Optional.empty(), NOW, 100, Optional.of(7), Optional.empty(), Optional.empty());

    @ParameterizedTest(name = "{0} + {1}, {2} {3} register {4} blocked {5} -> {6} {7}")
    @CsvSource(textBlock = """
            # state,    event,     occupancy, bolt,   register, blocked, next,       effects
            Idle,       Granted,   FREE,      NONE,   true,     false,   Authorized,
            Idle,       Granted,   VEHICLE,   NONE,   true,     false,   Running,    Begin
            Idle,       Granted,   VEHICLE,   NONE,   false,    false,   Authorized, ReadRegister
            Idle,       Granted,   VEHICLE,   OPEN,   true,     false,   Locking,    Lock
            Idle,       Granted,   VEHICLE,   LOCKED, true,     false,   Running,    Begin
            Idle,       Granted,   VEHICLE,   NONE,   true,     true,    Authorized,
            Idle,       Look,      VEHICLE,   NONE,   true,     false,   Idle,
            Idle,       Stopped,   VEHICLE,   NONE,   true,     false,   Idle,
            Authorized, Look,      FREE,      OPEN,   true,     false,   Authorized,
            Authorized, Look,      CABLE,     OPEN,   true,     false,   Locking,    Lock
            Authorized, Look,      CABLE,     NONE,   true,     false,   Authorized,
            Authorized, Look,      CABLE,     LOCKED, true,     false,   Authorized,
            Authorized, Look,      VEHICLE,   LOCKED, true,     false,   Running,    Begin
            Authorized, Granted,   VEHICLE,   NONE,   true,     false,   Authorized,
            Authorized, Cancelled, FREE,      OPEN,   true,     false,   Idle,
            Authorized, Cancelled, CABLE,     LOCKED, true,     false,   Idle,       Unlock
            Authorized, Stopped,   FREE,      NONE,   true,     false,   Authorized,
            Locking,    Look,      VEHICLE,   OPEN,   true,     false,   Locking,
            Locking,    Look,      VEHICLE,   LOCKED, true,     false,   Running,    Begin
            Locking,    Look,      FREE,      OPEN,   true,     false,   Authorized, Unlock
            Locking,    LockFailed,VEHICLE,   OPEN,   true,     false,   Idle,       LockFault
            Locking,    Cancelled, VEHICLE,   OPEN,   true,     false,   Idle,       Unlock
            Running,    Look,      VEHICLE,   LOCKED, true,     false,   Running,
            Running,    Look,      CABLE,     LOCKED, true,     false,   Ending,     CloseRegister
            Running,    Look,      FREE,      NONE,   true,     false,   Ending,     CloseRegister
            Running,    Look,      VEHICLE,   LOCKED, true,     true,    Running,
            Running,    Stopped,   VEHICLE,   LOCKED, true,     false,   Ending,     CloseRegister
            Running,    Suspended, VEHICLE,   LOCKED, true,     false,   Running,    Change
            Running,    Grouped,   VEHICLE,   LOCKED, true,     false,   Running,    Change
            Running,    Cancelled, VEHICLE,   LOCKED, true,     false,   Running,
            Running,    Granted,   VEHICLE,   LOCKED, true,     false,   Running,
            Ending,     Stopped,   VEHICLE,   LOCKED, true,     false,   Ending,
            Ending,     Look,      FREE,      LOCKED, true,     false,   Ending,
            Ending,     Granted,   VEHICLE,   LOCKED, true,     false,   Ending,
            Ending,     Grouped,   VEHICLE,   LOCKED, true,     false,   Ending,     Change
            Ending,     Closed,    VEHICLE,   LOCKED, true,     false,   Idle,       Finish Unlock
            Ending,     Closed,    VEHICLE,   NONE,   true,     false,   Idle,       Finish
            """)
    void step(
            String state,
            String event,
            Occupancy occupancy,
            Bolt bolt,
            boolean register,
            boolean blocked,
            String next,
            String effects) {
        Around around = around(
                occupancy, bolt, register ? OptionalLong.of(100) : OptionalLong.empty(), blocked, SessionRules.DEFAULT);
        Transaction.Step step = Transaction.on(state(state, StopReason.LOCAL), event(event), around);
        assertEquals(next, step.state().getClass().getSimpleName());
        assertEquals(effects == null ? "" : effects, names(step.effects()));
    }

    @ParameterizedTest
    @CsvSource({
        // stop rule, occupancy, bolt, next
        "true,  CABLE,   LOCKED, Ending",
        "false, CABLE,   LOCKED, Running",
        "false, FREE,    NONE,   Running",
        "false, FREE,    OPEN,   Ending"
    })
    void vehicleGone(boolean stop, Occupancy occupancy, Bolt bolt, String next) {
        SessionRules rules = new SessionRules(Duration.ZERO, stop, true);
        Around around = around(occupancy, bolt, OptionalLong.empty(), false, rules);
        Transaction.Step step = Transaction.on(new SessionState.Running(TX), new SessionEvent.Look(), around);
        assertEquals(next, step.state().getClass().getSimpleName());
    }

    @ParameterizedTest
    @CsvSource({
        // reason, unlock rule, effects
        "LOCAL,           true,  Finish Unlock",
        "LOCAL,           false, Finish Unlock",
        "EV_DISCONNECTED, true,  Finish Unlock",
        "EV_DISCONNECTED, false, Finish Hold",
        "DE_AUTHORIZED,   true,  Finish Hold"
    })
    void cableAfterTheEnd(StopReason reason, boolean unlock, String effects) {
        SessionRules rules = new SessionRules(Duration.ZERO, true, unlock);
        Around around = around(Occupancy.CABLE, Bolt.LOCKED, OptionalLong.empty(), false, rules);
        assertEquals(
                effects,
                names(Transaction.on(state("Ending", reason), new SessionEvent.Closed(200, NOW), around)
                        .effects()));
    }

    @Test
    void theEndIsNeverBelowTheStartNorBeforeTheLastSample() {
        var step = Transaction.on(
                state("Ending", StopReason.LOCAL),
                new SessionEvent.Closed(50, NOW.plusSeconds(5)),
                around(Occupancy.VEHICLE, Bolt.NONE, OptionalLong.empty(), false, SessionRules.DEFAULT));
        TransactionSnapshot.End end = assertInstanceOf(
                        SessionEffect.Finish.class, step.effects().get(0))
                .transaction()
                .end()
                .get();
        assertEquals(100, end.stopWh());
        assertEquals(NOW.plusSeconds(5), end.at());
    }

    @ParameterizedTest
    @CsvSource({"LOCAL,           Finish Unlock", "EV_DISCONNECTED, Finish Unlock", "DE_AUTHORIZED,   Finish Hold"})
    void afterAPowerCutTheEndIsWhenItWasStopped(StopReason reason, String effects) {
        var stop = new SessionState.Stop(NOW.plusSeconds(3), reason, Optional.empty());
        var around = around(Occupancy.CABLE, Bolt.LOCKED, OptionalLong.empty(), false, SessionRules.DEFAULT);
        SessionState grouped = Transaction.on(new SessionState.Ending(TX, stop, true), event("Grouped"), around)
                .state();
        var step = Transaction.on(grouped, new SessionEvent.Closed(250, NOW.plusSeconds(600)), around);
        assertEquals(effects, names(step.effects()));
        TransactionSnapshot.End end = assertInstanceOf(
                        SessionEffect.Finish.class, step.effects().get(0))
                .transaction()
                .end()
                .get();
        assertEquals(250, end.stopWh());
        assertEquals(NOW.plusSeconds(3), end.at());
    }

    private static Around around(
            Occupancy occupancy, Bolt bolt, OptionalLong register, boolean blocked, SessionRules rules) {
        return new Around(NOW, occupancy, bolt, register, blocked, rules);
    }

    private static SessionState state(String name, StopReason reason) {
        return switch (name) {
            case "Idle" -> new SessionState.Idle();
            case "Authorized" -> new SessionState.Authorized(GRANT);
            case "Locking" -> new SessionState.Locking(GRANT);
            case "Running" -> new SessionState.Running(TX);
            default -> new SessionState.Ending(TX, new SessionState.Stop(NOW, reason, Optional.empty()), false);
        };
    }

    private static SessionEvent event(String name) {
        return switch (name) {
            case "Granted" -> new SessionEvent.Granted(GRANT);
            case "Cancelled" -> new SessionEvent.Cancelled();
            case "LockFailed" -> new SessionEvent.LockFailed("bolt");
            case "Stopped" -> new SessionEvent.Stopped(StopReason.LOCAL, Optional.empty());
            case "Closed" -> new SessionEvent.Closed(200, NOW);
            case "Suspended" -> new SessionEvent.Suspended("why");
            case "Grouped" -> new SessionEvent.Grouped(Optional.of(new IdToken("P")));
            default -> new SessionEvent.Look();
        };
    }

    private static String names(List<SessionEffect> effects) {
        return String.join(
                " ",
                effects.stream()
                        .map(effect -> effect.getClass().getSimpleName())
                        .toList());
    }
}
