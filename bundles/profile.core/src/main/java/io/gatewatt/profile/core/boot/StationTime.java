// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.profile.core.boot;

import io.gatewatt.loop.Loop;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the station's clock at the time of the central system. */
final class StationTime {

    private static final Logger LOG = LoggerFactory.getLogger(StationTime.class);
    /** The way of the answer takes time, too: less than this is no reason to let the clock jump. */
    private static final Duration TOLERANCE = Duration.ofSeconds(1);

    private StationTime() {}

    static void correct(Loop loop, Instant told) {
        Duration off = Duration.between(loop.clock().instant(), told);
        if (off.abs().compareTo(TOLERANCE) > 0) {
            loop.setClock(told);
            LOG.info("the clock was off by {} s and is set to {}", off.toMillis() / 1000.0, told);
        }
    }
}
