// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.loop.core;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The station's wall clock: a base, corrected by what the central system told. */
final class StationClock extends Clock {

    private volatile Clock base;
    private volatile Duration correction = Duration.ZERO;

    StationClock(Clock base) {
        this.base = base;
    }

    void base(Clock other) {
        base = other;
    }

    void set(Instant now) {
        correction = Duration.between(base.instant(), now);
    }

    @Override
    public Instant instant() {
        return base.instant().plus(correction);
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
