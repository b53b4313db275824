// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.station.core;

import io.gatewatt.loop.Loop;
import io.gatewatt.loop.Row;
import io.gatewatt.loop.Table;
import io.gatewatt.station.IdToken;
import io.gatewatt.station.StopReason;
import io.gatewatt.station.TransactionSnapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All transactions that are not settled, on disk and in memory. Only on the loop. */
final class TransactionBook {

    private static final Logger LOG = LoggerFactory.getLogger(TransactionBook.class);
    private static final String TABLE = "station_transaction";

    private final Loop loop;
    private final Map<String, TransactionSnapshot> open = new LinkedHashMap<>();

    TransactionBook(Loop loop) {
        this.loop = loop;
    }

    private Table table() {
        return loop.store().table(TABLE);
    }

    /**
     * Reads what is on disk. What was open when the process died was stopped by that, and waits for its closing register; see
     * {@link #cutOff(int)}.
     *
     * @param connectors how many there are: beyond, nobody reads a register any more, and the last journalled one counts
     */
    void recover(int connectors) {
        List<Row> rows = new ArrayList<>(table().all().values());
        rows.sort(Comparator.comparing((Row row) -> row.instant("startedAt")).thenComparing(row -> row.text("key")));
        for (Row row : rows) {
            TransactionSnapshot tx = transaction(row);
            open.put(tx.key(), tx);
            if (tx.end().isEmpty()) {
                cutOff(tx, row, connectors);
            }
        }
    }

    private void cutOff(TransactionSnapshot tx, Row row, int connectors) {
        Optional<LedgerJournal.Entry> ledger = LedgerJournal.read(loop, tx.connector());
        Instant at = ledger.map(LedgerJournal.Entry::at).orElse(tx.startedAt());
        // Stopped but not closed when the power went: the time and reason it was stopped for still hold.
        SessionState.Stop stop = row.find("stopReason").isPresent()
                ? stop(row)
                : new SessionState.Stop(at, StopReason.POWER_LOSS, Optional.empty());
        LOG.warn(
                "connector {}: a transaction was open at the last stop; it ended at {}, {}",
                tx.connector(),
                stop.at(),
                stop.reason());
        if (tx.connector() <= connectors) {
            stopping(tx, stop);
        } else {
            finish(Transaction.ended(
                    tx, stop, ledger.map(entry -> entry.ledger().registerWh()).orElse(tx.startWh()), stop.at()));
        }
    }

    /** What a connector that begins finds open from before. */
    Optional<SessionState.Ending> cutOff(int connector) {
        return open.values().stream()
                .filter(tx -> tx.connector() == connector && tx.end().isEmpty())
                .findFirst()
                .map(tx ->
                        new SessionState.Ending(tx, stop(table().get(tx.key()).orElseThrow()), true));
    }

    /** Notes a transaction that has begun or changed. */
    void write(TransactionSnapshot tx) {
        open.put(tx.key(), tx);
        Row stopping = table().get(tx.key())
                .filter(row -> row.find("stopReason").isPresent())
                .orElse(Row.empty());
        table().put(
                        tx.key(),
                        row(tx).with("stopAt", stopping.find("stopAt"))
                                .with("stopReason", stopping.find("stopReason"))
                                .with("stopToken", stopping.find("stopToken")));
    }

    /** Notes that a transaction was stopped and waits for its closing register. */
    void stopping(TransactionSnapshot tx, SessionState.Stop stop) {
        open.put(tx.key(), tx);
        table().put(
                        tx.key(),
                        row(tx).with("stopAt", stop.at())
                                .with("stopReason", stop.reason())
                                .with("stopToken", stop.token().map(IdToken::value)));
    }

    /** Notes a transaction with its end. */
    void finish(TransactionSnapshot tx) {
        TransactionSnapshot.End end = tx.end().orElseThrow();
        open.put(tx.key(), tx);
        table().put(
                        tx.key(),
                        row(tx).with("stopAt", end.at())
                                .with("stopReason", end.reason())
                                .with("stopToken", end.token().map(IdToken::value))
                                .with("stopWh", end.stopWh()));
    }

    /**
     * Forgets an ended transaction.
     *
     * @return false when there is none of this key that has ended
     */
    boolean settle(String key) {
        TransactionSnapshot tx = open.get(key);
        if (tx == null || tx.end().isEmpty()) {
            return false;
        }
        open.remove(key);
        table().remove(key);
        return true;
    }

    /** All, in the order of their start. */
    List<TransactionSnapshot> all() {
        return List.copyOf(open.values());
    }

    private static Row row(TransactionSnapshot tx) {
        return Row.empty()
                .with("key", tx.key())
                .with("connector", tx.connector())
                .with("token", tx.token().value())
                .with("group", tx.group().map(IdToken::value))
                .with("startedAt", tx.startedAt())
                .with("startWh", tx.startWh())
                .with("reservation", tx.reservation())
                .with("suspended", tx.suspended());
    }

    private static TransactionSnapshot transaction(Row row) {
        Optional<TransactionSnapshot.End> end = row.find("stopWh").map(wh -> {
            SessionState.Stop stop = stop(row);
            return new TransactionSnapshot.End(stop.at(), Long.parseLong(wh), stop.reason(), stop.token());
        });
        return new TransactionSnapshot(
                row.text("key"),
                (int) row.number("connector"),
                new IdToken(row.text("token")),
                row.find("group").map(IdToken::new),
                row.instant("startedAt"),
                row.number("startWh"),
                row.find("reservation").map(Integer::valueOf),
                row.find("suspended"),
                end);
    }

    private static SessionState.Stop stop(Row row) {
        return new SessionState.Stop(
                row.instant("stopAt"),
                StopReason.valueOf(row.text("stopReason")),
                row.find("stopToken").map(IdToken::new));
    }
}
