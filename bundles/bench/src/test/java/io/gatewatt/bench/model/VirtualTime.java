// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.bench.model;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Monotonic time that a test moves. */
public final class VirtualTime implements LongSupplier {

    private long nanos = 42;

    @Override
    public long getAsLong() {
        return nanos;
    }

    void advance(Duration duration) {
        nanos += duration.toNanos();
    }
}
