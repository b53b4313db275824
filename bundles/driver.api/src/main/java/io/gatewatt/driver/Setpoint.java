// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.driver;

/** What a connector shall do: nothing, or offer so much current. */
public sealed interface Setpoint {

    /** No energy: contactor open, no current offered. */
    record Off() implements Setpoint {}

    /**
     * Energy may flow.
     *
     * @param amps current the vehicle may draw, A per phase, above 0
     * @param phases phases to connect, 1..3
     */
    record Offer(double amps, int phases) implements Setpoint {

        /** @throws IllegalArgumentException when current or phases are out of range */
        public Offer {
            if (!(amps > 0 && Double.isFinite(amps))) {
                throw new IllegalArgumentException(amps + " A offered; use Off for none");
            }
            if (phases < 1 || phases > 3) {
                throw new IllegalArgumentException(phases + " phases; 1..3 expected");
            }
        }
    }
}
