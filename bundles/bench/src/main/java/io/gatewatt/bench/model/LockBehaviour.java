// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.bench.model;

/** How a lock may misbehave. */
public enum LockBehaviour {
    OK,
    /** The bolt does not go in. */
    LOCK_FAILS,
    /** The bolt does not come out. */
    UNLOCK_FAILS,
    /** There is no lock: the cable is fixed. */
    NONE
}
