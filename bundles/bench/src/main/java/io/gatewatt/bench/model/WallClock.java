// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.bench.model;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The station's real-time clock, UTC, which a person can set wrong. */
public final class WallClock extends Clock {

    private final Clock right;
    private volatile long offsetSeconds;

    /** @param right the true time */
    public WallClock(Clock right) {
        this.right = right;
    }

    /** Makes the clock wrong by this many seconds; 0 = right. */
    public void offset(long seconds) {
        offsetSeconds = seconds;
    }

    /** How wrong the clock is, s. */
    public long offset() {
        return offsetSeconds;
    }

    @Override
    public Instant instant() {
        return right.instant().plusSeconds(offsetSeconds);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    /** A view of the present offset in another zone. */
    @Override
    public Clock withZone(ZoneId zone) {
        return Clock.offset(right.withZone(zone), Duration.ofSeconds(offsetSeconds));
    }
}
