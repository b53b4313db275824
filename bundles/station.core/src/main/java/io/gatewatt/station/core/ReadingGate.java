// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.station.core;

import java.time.Duration;
import java.util.Optional;

/** Tells plausible registers of a running transaction from nonsense. */
final class ReadingGate {

    /** So many readings in a row that agree with each other, though below the last good one, are believed. */
    private static final int BELIEVED = 3;

    private static final double VOLTS_AT_MOST = 250;
    private static final int PHASES = 3;
    private static final double MARGIN = 2;
    private static final double SLACK_WH = 100;

    private long lastRaw = -1;
    private int lower;

    /** Forgets what was refused. */
    void reset() {
        lastRaw = -1;
        lower = 0;
    }

    /**
     * Judges a reading of the same meter.
     *
     * @param before the last good one, Wh
     * @param raw this one, Wh
     * @param since time between the two
     * @param maxAmps largest current of the connector, A per phase
     * @return why it is refused; empty when it is plausible
     */
    Optional<String> refuse(long before, long raw, Duration since, double maxAmps) {
        double most = maxAmps * PHASES * VOLTS_AT_MOST * MARGIN * since.toMillis() / 3_600_000.0 + SLACK_WH;
        if (raw > before + most) {
            lower = 0;
            return Optional.of("register jumped by " + (raw - before) + " Wh");
        }
        if (raw >= before) {
            reset();
            return Optional.empty();
        }
        lower = lower > 0 && raw >= lastRaw ? lower + 1 : 1;
        lastRaw = raw;
        if (lower >= BELIEVED) {
            reset();
            return Optional.empty();
        }
        return Optional.of("register went back by " + (before - raw) + " Wh");
    }
}
