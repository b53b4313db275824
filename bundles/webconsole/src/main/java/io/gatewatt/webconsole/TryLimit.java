// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.webconsole;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Slows down guessing: after five wrong tries in a row every further try must wait, 2 s at first, doubled by each wrong
 * one, at most one minute. A right one forgets them. Safe for threads.
 */
final class TryLimit {

    static final int FREE_TRIES = 5;
    private static final Duration FIRST = Duration.ofSeconds(2);
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final LongSupplier nanos;
    private int wrong;
    private long openAt;

    /** @param nanos monotonic time, as {@link System#nanoTime()} */
    TryLimit(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** How long to wait before the next try; zero when it may be made now. */
    synchronized Duration pause() {
        if (wrong < FREE_TRIES) {
            return Duration.ZERO;
        }
        long left = openAt - nanos.getAsLong();
        return left > 0 ? Duration.ofNanos(left) : Duration.ZERO;
    }

    synchronized void wrong() {
        wrong++;
        if (wrong >= FREE_TRIES) {
            int doublings = Math.min(wrong - FREE_TRIES, 10);
            long pause = Math.min(FIRST.toNanos() << doublings, LONGEST.toNanos());
            openAt = nanos.getAsLong() + pause;
        }
    }

    synchronized void right() {
        wrong = 0;
    }
}
