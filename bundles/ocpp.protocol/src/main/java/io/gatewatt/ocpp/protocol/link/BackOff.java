// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.protocol.link;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Growing waits with jitter: the n-th lies at random in the upper half of {@code min * 2^n}, never outside of the range. So stations
 * that lost their central system together do not come back together.
 */
final class BackOff {

    private final RandomGenerator random;
    private ReconnectRange range = ReconnectRange.DEFAULT;
    private int attempts;

    BackOff(RandomGenerator random) {
        this.random = random;
    }

    void range(ReconnectRange wanted) {
        range = wanted;
    }

    void reset() {
        attempts = 0;
    }

    Duration next() {
        attempts = Math.min(attempts + 1, 30);
        double top = Math.min(range.max(), range.min() * Math.pow(2, attempts));
        double bottom = Math.max(range.min(), top / 2);
        return Duration.ofMillis(Math.round(1000 * (bottom + random.nextDouble() * (top - bottom))));
    }
}
