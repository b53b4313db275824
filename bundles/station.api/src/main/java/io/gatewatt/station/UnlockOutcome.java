// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.station;

/** What came of an attempt to release a cable. */
public enum UnlockOutcome {
    UNLOCKED,
    FAILED,
    /** There is no lock: the cable is fixed. */
    NO_LOCK
}
