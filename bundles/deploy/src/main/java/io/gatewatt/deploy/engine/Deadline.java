// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.deploy.engine;

import java.util.concurrent.TimeUnit;

/** A point in time that is not to be passed; by a clock that nobody sets. */
final class Deadline {

    private final long end;

    private Deadline(long end) {
        this.end = end;
    }

    static Deadline in(long millis) {
        return new Deadline(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis));
    }

    /** What is left, ms; not below 0. */
    long left() {
        return Math.max(0, TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime()));
    }
}
