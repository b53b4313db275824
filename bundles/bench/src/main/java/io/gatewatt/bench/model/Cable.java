// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.bench.model;

/**
 * Where the two ends of the cable are.
 *
 * @param ev the vehicle's end sits in the vehicle
 * @param station the station's end sits in the socket
 * @param half the station's end sits in the socket, but not far enough for the bolt
 */
public record Cable(boolean ev, boolean station, boolean half) {

    static final Cable NONE = new Cable(false, false, false);

    Cable plug(Side side) {
        return switch (side) {
            case BOTH -> new Cable(true, true, false);
            case EV -> new Cable(true, station, half);
            case STATION -> new Cable(ev, true, false);
            case HALF -> new Cable(true, true, true);
        };
    }

    Cable unplug(Side side) {
        return switch (side) {
            case EV -> new Cable(false, station, half);
            case STATION -> new Cable(ev, false, false);
            case BOTH, HALF -> NONE;
        };
    }
}
