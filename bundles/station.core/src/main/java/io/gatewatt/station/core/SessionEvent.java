// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.station.core;

import io.gatewatt.station.IdToken;
import io.gatewatt.station.StopReason;
import java.time.Instant;
import java.util.Optional;

/** What can happen to a session. */
sealed interface SessionEvent {

    /** Something around has changed: cable, lock, register, rules. */
    record Look() implements SessionEvent {}

    /** Somebody may start. */
    record Granted(SessionState.Grant grant) implements SessionEvent {}

    /** The leave to start is taken back: time-out, card shown again, moved to another connector. */
    record Cancelled() implements SessionEvent {}

    /** The lock did not close. */
    record LockFailed(String why) implements SessionEvent {}

    /** The transaction shall end. */
    record Stopped(StopReason reason, Optional<IdToken> token) implements SessionEvent {}

    /** The closing register, Wh; with the time of the last sample before it. */
    record Closed(long registerWh, Instant lastSample) implements SessionEvent {}

    /** The energy shall stop, the transaction goes on. */
    record Suspended(String why) implements SessionEvent {}

    /** The group of the transaction's token became known. */
    record Grouped(Optional<IdToken> group) implements SessionEvent {}
}
