// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.station.core;

import io.gatewatt.station.SessionRules;
import java.time.Instant;
import java.util.OptionalLong;

/**
 * What a step of a session looks at.
 *
 * @param now wall clock
 * @param occupancy what occupies the connector
 * @param bolt where the lock is
 * @param register register to start with, Wh; empty when none is fresh enough
 * @param blocked whether energy is impossible now: fault, mains failing
 * @param rules rules of the session
 */
record Around(Instant now, Occupancy occupancy, Bolt bolt, OptionalLong register, boolean blocked, SessionRules rules) {

    /** What occupies a connector. */
    enum Occupancy {
        FREE,
        /** A cable in the station's socket, no vehicle at its other end. */
        CABLE,
        VEHICLE
    }

    /** Where the lock is. */
    enum Bolt {
        /** The cable is fixed, there is no lock. */
        NONE,
        OPEN,
        LOCKED
    }
}
