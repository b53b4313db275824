// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.bench;

import java.util.List;

/**
 * The raw registers of a virtual meter in one sample. A broken meter answers NaN; the driver has to notice.
 *
 * @param importWh import register in whole Wh, or NaN
 * @param powerW active power over all phases, W, or NaN
 * @param amps current of L1, L2, L3, A, each may be NaN
 * @param volts voltage of L1, L2, L3 to N, V, each may be NaN
 */
public record MeterRegisters(double importWh, double powerW, List<Double> amps, List<Double> volts) {

    /** The lists are copied. */
    public MeterRegisters {
        amps = List.copyOf(amps);
        volts = List.copyOf(volts);
    }
}
