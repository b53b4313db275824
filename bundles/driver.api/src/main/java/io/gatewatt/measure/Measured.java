// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.measure;

import java.util.Objects;

/**
 * One measured value.
 *
 * @param quantity what was measured; fixes the unit
 * @param phase the conductor; {@link Phase#ALL} for a total
 * @param value the value in the unit of the quantity, always a finite number
 */
public record Measured(Quantity quantity, Phase phase, double value) {

    /** @throws IllegalArgumentException when the value is not finite: a meter that does not know must leave the value out */
    public Measured {
        Objects.requireNonNull(quantity, "quantity");
        Objects.requireNonNull(phase, "phase");
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(quantity + " " + phase + " is " + value + ", not a finite number");
        }
    }

    /** A total over all phases. */
    public static Measured of(Quantity quantity, double value) {
        return new Measured(quantity, Phase.ALL, value);
    }
}
