// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.profile.core.boot;

import io.gatewatt.loop.Loop;
import io.gatewatt.loop.Row;
import io.gatewatt.loop.Table;
import io.gatewatt.profile.core.journal.Restamp;
import io.gatewatt.profile.core.journal.TransactionJournal;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the station's clock at the time of the central system. */
final class StationTime {

    private static final Logger LOG = LoggerFactory.getLogger(StationTime.class);
    /** The way of the answer takes time, too: less than this is no reason to let the clock jump. */
    private static final Duration TOLERANCE = Duration.ofSeconds(1);

    private static final String TOLD = "told";

    private StationTime() {}

    /**
     * Takes the time of an answer to BootNotification. At the first of a run of the process nothing else of it was sent before, so if the clock
     * was slow, the stamps of its transactions can still be put right. A clock that was fast is put right, too, but no stamp goes back.
     */
    static void begin(Loop loop, Instant told) {
        Instant now = loop.clock().instant();
        Duration off = Duration.between(now, told);
        Table boots = loop.store().table(Acceptance.TABLE);
        boolean first = boots.get(TOLD)
                .filter(row -> row.text("incarnation").equals(loop.incarnation()))
                .isEmpty();
        if (first) {
            boots.put(TOLD, Row.empty().with("incarnation", loop.incarnation()));
            if (off.compareTo(TOLERANCE) > 0) {
                new TransactionJournal(loop).restamp(new Restamp(now, off));
            }
        }
        if (!correct(loop, told)) {
            // It is right, and from now on known to be.
            loop.setClock(now);
        }
    }

    /** Takes the time of another answer. @return whether it differs from the clock's, which then goes on from it */
    static boolean correct(Loop loop, Instant told) {
        Duration off = Duration.between(loop.clock().instant(), told);
        boolean wrong = off.abs().compareTo(TOLERANCE) > 0;
        if (wrong) {
            loop.setClock(told);
            LOG.info("the clock was off by {} s and is set to {}", off.toMillis() / 1000.0, told);
        }
        return wrong;
    }
}
