// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.station.core;

/**
 * What the status of a connector is derived from; faults aside, for they cover whatever is below.
 *
 * @param operative whether the connector may be used
 * @param reserved whether somebody has reserved it
 * @param session how far a session is
 * @param plugged whether a cable or vehicle occupies it
 * @param flow how the energy goes; counts only while a session is running
 */
record Facts(boolean operative, boolean reserved, Session session, boolean plugged, Flow flow) {

    /** How far a session is. */
    enum Session {
        NONE,
        /** Authorised, and waiting for cable, lock or register. */
        WAITING,
        RUNNING,
        /** Stopped, and waiting for the closing register. */
        ENDING
    }

    /** How the energy goes while a transaction runs. */
    enum Flow {
        FLOWING,
        /** Offered, and the vehicle does not take it. */
        EV_PAUSED,
        /** Not offered. */
        EVSE_PAUSED,
        /** Offered or taken off just now: too early to say. */
        SETTLING
    }
}
