// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.station.core;

import io.gatewatt.loop.Loop;
import io.gatewatt.loop.Row;
import io.gatewatt.loop.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The ledger of one connector on disk, written sparingly: flash wears. */
final class LedgerJournal {

    private static final String TABLE = "station_ledger";

    /** What was last written. */
    record Entry(MeterLedger ledger, Instant at) {}

    private final String key;
    private final Loop loop;
    private Optional<Entry> last;
    private Duration lastAt;

    LedgerJournal(int connector, Loop loop) {
        this.key = Integer.toString(connector);
        this.loop = loop;
        this.last = read(loop, connector);
        this.lastAt = loop.uptime();
    }

    /** What is on disk of a connector. */
    static Optional<Entry> read(Loop loop, int connector) {
        Table table = loop.store().table(TABLE);
        return table.get(Integer.toString(connector))
                .map(row -> new Entry(
                        new MeterLedger(row.text("serial"), row.number("raw"), row.number("offset")),
                        row.instant("at")));
    }

    Optional<Entry> read() {
        return last;
    }

    /** Writes progress that is worth it: register moved, and 50 Wh or 10 s since the last entry. */
    void progress(MeterLedger ledger, Instant at) {
        MeterLedger before = last.map(Entry::ledger).orElse(null);
        if (ledger.equals(before)) {
            return;
        }
        boolean worth = before == null
                || !ledger.serial().equals(before.serial())
                || ledger.offsetWh() != before.offsetWh()
                || ledger.registerWh() - before.registerWh() >= Timing.JOURNAL_WH
                || loop.uptime().minus(lastAt).compareTo(Timing.JOURNAL_EVERY) >= 0;
        if (worth) {
            write(ledger, at);
        }
    }

    /** Writes in any case. */
    void write(MeterLedger ledger, Instant at) {
        last = Optional.of(new Entry(ledger, at));
        lastAt = loop.uptime();
        loop.store()
                .table(TABLE)
                .put(
                        key,
                        Row.empty()
                                .with("serial", ledger.serial())
                                .with("raw", ledger.rawWh())
                                .with("offset", ledger.offsetWh())
                                .with("at", at));
    }
}
