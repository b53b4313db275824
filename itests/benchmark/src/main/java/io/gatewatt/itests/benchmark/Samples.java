// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.itests.benchmark;

import java.util.Arrays;

/** Durations of one run, in ns. */
final class Samples {

    private static final double MILLI = 1e6;

    private final long[] sorted;

    Samples(long... nanos) {
        sorted = nanos.clone();
        Arrays.sort(sorted);
    }

    /** The value, in ms, that this share (0..1) of the samples does not exceed. */
    double millis(double share) {
        int rank = (int) Math.ceil(share * sorted.length);
        return sorted[Math.max(0, rank - 1)] / MILLI;
    }

    /** The longest, in ms. */
    double max() {
        return sorted[sorted.length - 1] / MILLI;
    }
}
