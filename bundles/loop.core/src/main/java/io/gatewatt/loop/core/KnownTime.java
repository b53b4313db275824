// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.loop.core;

import io.gatewatt.loop.Row;
import io.gatewatt.loop.Store;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The latest time that the station was told, kept over restarts: a real-time clock that shows an earlier one after a start is wrong, as it is
 * after its battery has failed, and the station goes on from the time it knows. A time that was only read is not kept: it may be
 * too late by years.
 */
final class KnownTime {

    static final String TABLE = "loop_clock";
    private static final String KEY = "known";
    private static final Logger LOG = LoggerFactory.getLogger(KnownTime.class);

    private final Store store;
    private boolean trusted;

    /** @param store read at the start, written in turns */
    KnownTime(Store store) {
        this.store = store;
    }

    /** What the station believes when its real-time clock reads so. */
    Instant believe(Instant read) {
        Instant known =
                store.table(TABLE).get(KEY).map(row -> row.instant("at")).orElse(Instant.MIN);
        if (!read.isBefore(known)) {
            return read;
        }
        LOG.warn("the real-time clock shows {}, though it has been {} already; going on from there", read, known);
        trusted = true;
        return known;
    }

    /** Notes a time that was told. Only in a turn. */
    void told(Instant now) {
        trusted = true;
        store.table(TABLE).put(KEY, Row.empty().with("at", now));
    }

    /** Notes how far time has come since, unless nobody has ever told it. Only in a turn. */
    void goesOn(Instant now) {
        if (trusted) {
            told(now);
        }
    }

    /** Whether time is what was told once, and what has passed since. */
    boolean trusted() {
        return trusted;
    }
}
