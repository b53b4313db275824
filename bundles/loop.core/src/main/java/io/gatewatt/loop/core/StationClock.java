// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.loop.core;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.function.LongSupplier;

/**
 * The station's wall clock. It reads the machine's real-time clock once and goes on by monotonic time, so nothing but {@link #set} lets it
 * jump: not a person, not a time server that answers late, not a battery that fails.
 */
final class StationClock extends Clock {

    private final LongSupplier nanos;
    private volatile Anchor anchor;

    /** A time and the monotonic time it was taken at. */
    private record Anchor(Instant at, long nanos) {}

    StationClock(LongSupplier nanos, Instant now) {
        this.nanos = nanos;
        set(now);
    }

    void set(Instant now) {
        anchor = new Anchor(now, nanos.getAsLong());
    }

    @Override
    public Instant instant() {
        Anchor from = anchor;
        return from.at.plus(Duration.ofNanos(nanos.getAsLong() - from.nanos));
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("the station's clock is UTC");
    }
}
