// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.driver;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Tells a card that is shown from one that stays in the field of a reader which repeats it. Used by one thread at a time.
 */
public final class Debounce {

    private final long gap;
    private final LongSupplier nanos;
    private String last = "";
    private long seen;

    /** @param gap a card that was not seen for so long has been away; longer than the reader's own period of repeating */
    public Debounce(Duration gap) {
        this(gap, System::nanoTime);
    }

    /**
     * With a clock of one's own.
     *
     * @param nanos monotonic time, ns
     */
    public Debounce(Duration gap, LongSupplier nanos) {
        this.gap = gap.toNanos();
        this.nanos = nanos;
    }

    /** Whether this card is newly shown; each call says that it is in the field now. */
    public boolean shown(String card) {
        long now = nanos.getAsLong();
        boolean fresh = !card.equals(last) || now - seen > gap;
        last = card;
        seen = now;
        return fresh;
    }

    /** The field is empty: the next card is newly shown, whichever it is. */
    public void empty() {
        last = "";
    }
}
