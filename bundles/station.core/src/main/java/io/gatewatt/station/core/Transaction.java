// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.station.core;

import io.gatewatt.station.IdToken;
import io.gatewatt.station.StopReason;
import io.gatewatt.station.TransactionSnapshot;
import io.gatewatt.station.core.Around.Bolt;
import io.gatewatt.station.core.Around.Occupancy;
import io.gatewatt.station.core.SessionState.Authorized;
import io.gatewatt.station.core.SessionState.Ending;
import io.gatewatt.station.core.SessionState.Grant;
import io.gatewatt.station.core.SessionState.Idle;
import io.gatewatt.station.core.SessionState.Locking;
import io.gatewatt.station.core.SessionState.Running;
import io.gatewatt.station.core.SessionState.Stop;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The life of a session as a pure reducer: state and event in, next state and effects out. An event that does not fit is ignored. */
final class Transaction {

    /** What came of an event. */
    record Step(SessionState state, List<SessionEffect> effects) {

        Step(SessionState state, SessionEffect... effects) {
            this(state, List.of(effects));
        }
    }

    private Transaction() {}

    /** One step. */
    static Step on(SessionState state, SessionEvent event, Around around) {
        if (state instanceof Idle) {
            return event instanceof SessionEvent.Granted g ? prepare(g.grant(), around) : new Step(state);
        }
        if (state instanceof Authorized a) {
            return authorized(a, event, around);
        }
        if (state instanceof Locking l) {
            return locking(l, event, around);
        }
        return state instanceof Running r ? running(r, event, around) : ending((Ending) state, event, around);
    }

    private static Step authorized(Authorized state, SessionEvent event, Around around) {
        if (event instanceof SessionEvent.Look) {
            return prepare(state.grant(), around);
        }
        if (event instanceof SessionEvent.Cancelled) {
            return around.bolt() == Bolt.LOCKED
                    ? new Step(new Idle(), new SessionEffect.Unlock())
                    : new Step(new Idle());
        }
        return new Step(state);
    }

    private static Step locking(Locking state, SessionEvent event, Around around) {
        if (event instanceof SessionEvent.LockFailed f) {
            return new Step(new Idle(), new SessionEffect.LockFault(f.why()));
        }
        if (event instanceof SessionEvent.Cancelled) {
            return new Step(new Idle(), new SessionEffect.Unlock());
        }
        if (around.occupancy() == Occupancy.FREE) {
            return new Step(new Authorized(state.grant()), new SessionEffect.Unlock());
        }
        return around.bolt() == Bolt.OPEN ? new Step(state) : prepare(state.grant(), around);
    }

    /** Cable, lock, vehicle, register: goes as far as it can now. */
    private static Step prepare(Grant grant, Around around) {
        Authorized waiting = new Authorized(grant);
        boolean cable = around.occupancy() == Occupancy.CABLE && around.bolt() != Bolt.NONE;
        boolean vehicle = around.occupancy() == Occupancy.VEHICLE;
        if (around.blocked() || !(vehicle || cable)) {
            return new Step(waiting);
        }
        if (around.bolt() == Bolt.OPEN) {
            return new Step(new Locking(grant), new SessionEffect.Lock());
        }
        if (!vehicle) {
            return new Step(waiting);
        }
        if (around.register().isEmpty()) {
            return new Step(waiting, new SessionEffect.ReadRegister());
        }
        TransactionSnapshot begun = new TransactionSnapshot(
                grant.key(),
                grant.connector(),
                grant.token(),
                grant.group(),
                around.now(),
                around.register().getAsLong(),
                grant.reservation(),
                Optional.empty(),
                Optional.empty());
        return new Step(new Running(begun), new SessionEffect.Begin(begun));
    }

    private static Step running(Running state, SessionEvent event, Around around) {
        TransactionSnapshot tx = state.transaction();
        if (event instanceof SessionEvent.Stopped s) {
            return stop(tx, s.reason(), s.token(), around);
        }
        if (event instanceof SessionEvent.Suspended s) {
            return changed(with(tx, tx.group(), Optional.of(s.why())));
        }
        if (event instanceof SessionEvent.Grouped g) {
            return changed(with(tx, g.group(), tx.suspended()));
        }
        // A cable that has left the socket will not come back to this session, whatever the rule says.
        boolean cableGone = around.occupancy() == Occupancy.FREE && around.bolt() != Bolt.NONE;
        boolean vehicleGone = around.occupancy() != Occupancy.VEHICLE;
        if (event instanceof SessionEvent.Look && vehicleGone && (around.rules().stopOnEvDisconnect() || cableGone)) {
            return stop(tx, StopReason.EV_DISCONNECTED, Optional.empty(), around);
        }
        return new Step(state);
    }

    private static Step changed(TransactionSnapshot tx) {
        return new Step(new Running(tx), new SessionEffect.Change(tx));
    }

    private static Step stop(TransactionSnapshot tx, StopReason reason, Optional<IdToken> token, Around around) {
        Stop stop = new Stop(around.now(), reason, token);
        return new Step(new Ending(tx, stop, false), new SessionEffect.CloseRegister(tx, stop));
    }

    private static Step ending(Ending state, SessionEvent event, Around around) {
        if (event instanceof SessionEvent.Grouped g) {
            TransactionSnapshot tx =
                    with(state.transaction(), g.group(), state.transaction().suspended());
            return new Step(new Ending(tx, state.stop(), state.cutOff()), new SessionEffect.Change(tx));
        }
        if (!(event instanceof SessionEvent.Closed c)) {
            return new Step(state);
        }
        Instant lastSample = state.cutOff() ? state.stop().at() : c.lastSample();
        TransactionSnapshot ended = ended(state.transaction(), state.stop(), c.registerWh(), lastSample);
        SessionEffect finish = new SessionEffect.Finish(ended);
        if (around.bolt() == Bolt.NONE) {
            return new Step(new Idle(), finish);
        }
        StopReason reason = state.stop().reason();
        // What the rules do not always want a restart has let go already.
        boolean keep = keepsCable(reason)
                || !state.cutOff()
                        && reason == StopReason.EV_DISCONNECTED
                        && !around.rules().unlockOnEvDisconnect();
        return new Step(new Idle(), finish, keep ? new SessionEffect.Hold(ended) : new SessionEffect.Unlock());
    }

    /** Whether a transaction that ended so keeps its cable, whatever the rules are. */
    static boolean keepsCable(StopReason reason) {
        return reason == StopReason.DE_AUTHORIZED;
    }

    /** The transaction with its end: never below its start, and not before any of its samples. */
    static TransactionSnapshot ended(TransactionSnapshot tx, Stop stop, long registerWh, Instant lastSample) {
        Instant at = latest(latest(stop.at(), lastSample), tx.startedAt());
        var end = new TransactionSnapshot.End(at, Math.max(registerWh, tx.startWh()), stop.reason(), stop.token());
        return new TransactionSnapshot(
                tx.key(),
                tx.connector(),
                tx.token(),
                tx.group(),
                tx.startedAt(),
                tx.startWh(),
                tx.reservation(),
                tx.suspended(),
                Optional.of(end));
    }

    private static TransactionSnapshot with(
            TransactionSnapshot tx, Optional<IdToken> group, Optional<String> suspended) {
        return new TransactionSnapshot(
                tx.key(),
                tx.connector(),
                tx.token(),
                group,
                tx.startedAt(),
                tx.startWh(),
                tx.reservation(),
                suspended,
                tx.end());
    }

    private static Instant latest(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }
}
