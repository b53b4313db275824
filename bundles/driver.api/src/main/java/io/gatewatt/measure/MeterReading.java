// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.measure;

import java.util.List;

/**
 * One consistent sample of a meter. It carries no time: the station stamps it on arrival with the only clock it has.
 *
 * @param importWh the cumulative import register in whole Wh, 0 or more, as the meter shows it (never rebased)
 * @param values everything else the meter measured in the same sample; may be empty
 */
public record MeterReading(long importWh, List<Measured> values) {

    /** @throws IllegalArgumentException when the register is negative */
    public MeterReading {
        if (importWh < 0) {
            throw new IllegalArgumentException("import register is " + importWh + " Wh, below zero");
        }
        values = List.copyOf(values);
    }

    /** A sample of a meter that has nothing but its register. */
    public static MeterReading of(long importWh) {
        return new MeterReading(importWh, List.of());
    }
}
