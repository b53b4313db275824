// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.bench.model;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.function.LongConsumer;

/** The station's real-time clock, UTC, which a person can set wrong. */
public final class WallClock extends Clock {

    private final Clock right;
    private final LongConsumer memory;
    private volatile long offsetSeconds;

    /**
     * @param right the true time
     * @param seconds how wrong the clock is from before, s
     * @param memory keeps that over a restart, as a real clock stays wrong
     */
    public WallClock(Clock right, long seconds, LongConsumer memory) {
        this.right = right;
        this.memory = memory;
        this.offsetSeconds = seconds;
    }

    /** Makes the clock wrong by this many seconds; 0 = right. */
    public void offset(long seconds) {
        if (seconds != offsetSeconds) {
            offsetSeconds = seconds;
            memory.accept(seconds);
        }
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
