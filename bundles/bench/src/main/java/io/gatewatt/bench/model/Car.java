// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.bench.model;

import io.gatewatt.measure.PilotState;

/**
 * What the vehicle does once it is connected.
 *
 * @param state B paused, C wants energy, D wants energy and ventilation, E and F as faults of the pilot
 * @param maxAmps most it draws, A per phase
 * @param phases phases it uses, 1..3
 * @param diode whether the diode of its pilot circuit is sound
 */
public record Car(PilotState state, double maxAmps, int phases, boolean diode) {

    static final Car USUAL = new Car(PilotState.C, 32, 3, true);

    /** The next vehicle of this size: its wish and its diode are as usual again. */
    Car next() {
        return new Car(USUAL.state, maxAmps, phases, USUAL.diode);
    }
}
