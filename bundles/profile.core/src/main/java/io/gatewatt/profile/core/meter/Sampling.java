// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.profile.core.meter;

import java.time.Instant;
import java.util.Optional;

/**
 * The sampling of one transaction: when it is due, the one read that is open, and what was queued last. A read may wait for a meter that is
 * away longer than the interval is; so a sample that falls due meanwhile does not ask a second time for the reading that comes. Only on the
 * loop.
 */
final class Sampling {

    private final Rhythm rhythm;
    private Optional<Instant> open = Optional.empty();
    private Instant queued = Instant.MIN;

    Sampling(Rhythm rhythm) {
        this.rhythm = rhythm;
    }

    Rhythm rhythm() {
        return rhythm;
    }

    /** A sample is due. Whether to read now: otherwise the read that is open serves this one, too. */
    boolean due(Instant at) {
        boolean idle = open.isEmpty();
        open = Optional.of(at);
        return idle;
    }

    /** The read that is open is over; for which due time it was last. */
    Instant answered() {
        Instant due = open.orElseThrow();
        open = Optional.empty();
        return due;
    }

    /** Whether a reading of this time is another one than the last; it then is the last. */
    boolean news(Instant at) {
        boolean news = !at.equals(queued);
        queued = at;
        return news;
    }
}
