// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.station.core;

import io.gatewatt.station.TransactionSnapshot;

/** What follows from a step of a session. */
sealed interface SessionEffect {

    /** Close the lock. */
    record Lock() implements SessionEffect {}

    /** Open the lock. */
    record Unlock() implements SessionEffect {}

    /** Keep the cable until the same token or one of its group is shown. */
    record Hold(TransactionSnapshot transaction) implements SessionEffect {}

    /** The lock did not close: no session, a fault. */
    record LockFault(String why) implements SessionEffect {}

    /** Read the meter: the register known is too old to start with. */
    record ReadRegister() implements SessionEffect {}

    /** Stop the energy, then read the closing register. */
    record CloseRegister(TransactionSnapshot transaction, SessionState.Stop stop) implements SessionEffect {}

    /** Journal: a transaction has started. */
    record Begin(TransactionSnapshot transaction) implements SessionEffect {}

    /** Journal: a transaction has changed. */
    record Change(TransactionSnapshot transaction) implements SessionEffect {}

    /** Journal: a transaction has ended. */
    record Finish(TransactionSnapshot transaction) implements SessionEffect {}
}
