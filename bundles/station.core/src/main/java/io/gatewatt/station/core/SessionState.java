// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.station.core;

import io.gatewatt.station.IdToken;
import io.gatewatt.station.StopReason;
import io.gatewatt.station.TransactionSnapshot;
import java.time.Instant;
import java.util.Optional;

/** Where the session at a connector is. What has ended is no longer here but in the {@link TransactionBook}, until it is settled. */
sealed interface SessionState {

    /** Nobody is authorised. */
    record Idle() implements SessionState {}

    /** Somebody is authorised; cable, vehicle, lock or register is still missing. */
    record Authorized(Grant grant) implements SessionState {}

    /** The lock is moving. */
    record Locking(Grant grant) implements SessionState {}

    /** A transaction runs. */
    record Running(TransactionSnapshot transaction) implements SessionState {}

    /**
     * A transaction was stopped and waits for its closing register.
     *
     * @param cutOff whether the process has died since: what is sampled now was sampled after the end
     */
    record Ending(TransactionSnapshot transaction, Stop stop, boolean cutOff) implements SessionState {}

    /**
     * The leave to start.
     *
     * @param connector where
     * @param key key of the transaction that comes of it
     */
    record Grant(int connector, String key, IdToken token, Optional<IdToken> group, Optional<Integer> reservation) {}

    /** Why, when and by whom a transaction was stopped. */
    record Stop(Instant at, StopReason reason, Optional<IdToken> token) {}

    /** The leave to start, while it is not used. */
    default Optional<Grant> pending() {
        if (this instanceof Authorized a) {
            return Optional.of(a.grant());
        }
        return this instanceof Locking l ? Optional.of(l.grant()) : Optional.empty();
    }

    /** The transaction, running or ending. */
    default Optional<TransactionSnapshot> current() {
        if (this instanceof Running r) {
            return Optional.of(r.transaction());
        }
        return this instanceof Ending e ? Optional.of(e.transaction()) : Optional.empty();
    }

    /** The same as a fact for the status. */
    default Facts.Session fact() {
        if (this instanceof Running) {
            return Facts.Session.RUNNING;
        }
        if (this instanceof Ending) {
            return Facts.Session.ENDING;
        }
        return this instanceof Idle ? Facts.Session.NONE : Facts.Session.WAITING;
    }
}
