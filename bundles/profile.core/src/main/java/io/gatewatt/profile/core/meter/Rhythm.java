// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.profile.core.meter;

import io.gatewatt.loop.Loop;
import io.gatewatt.loop.Timer;
import java.time.Duration;
import java.time.Instant;

/**
 * Does something again and again, on a grid that does not drift. Counts by the monotonic clock, so that a jump of the wall clock does not
 * matter. On a machine that has no time for it a beat comes late, and so does the last of those that fell due meanwhile; more in a row would
 * tell nothing new.
 */
final class Rhythm {

    /** Between a late beat and the next is at least this part of the interval: time for the late one to be done. */
    private static final int APART = 10;

    private final Loop loop;
    private final Runnable beat;
    private Duration last;
    private Duration interval = Duration.ZERO;
    private Timer timer = Timer.NONE;

    /** @param last when it was done last, by the wall clock; what was missed since is not made up */
    Rhythm(Loop loop, Instant last, Runnable beat) {
        this.loop = loop;
        this.beat = beat;
        Duration ago = Duration.between(last, loop.clock().instant());
        this.last = loop.uptime().minus(ago.isNegative() ? Duration.ZERO : ago);
    }

    /** From now on every so many seconds, counted from the last time; 0 for never. */
    void every(int seconds) {
        Duration wanted = Duration.ofSeconds(seconds);
        if (wanted.equals(interval)) {
            return;
        }
        boolean changed = !interval.isZero();
        interval = wanted;
        timer.cancel();
        if (!interval.isZero()) {
            Duration behind = loop.uptime().minus(last);
            if (!changed && behind.compareTo(interval) > 0) {
                last = last.plus(interval.multipliedBy(behind.dividedBy(interval)));
            }
            arm(Duration.ZERO);
        }
    }

    void stop() {
        timer.cancel();
        interval = Duration.ZERO;
    }

    private void arm(Duration soonest) {
        Duration wait = last.plus(interval).minus(loop.uptime());
        timer = loop.after(wait.compareTo(soonest) < 0 ? soonest : wait, "sample", () -> {
            long due = loop.uptime().minus(last).dividedBy(interval);
            last = last.plus(interval.multipliedBy(Math.max(1, due - 1)));
            arm(interval.dividedBy(APART));
            beat.run();
        });
    }
}
