// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.profile.core.journal;

import io.gatewatt.loop.Loop;
import io.gatewatt.loop.Table;
import java.util.List;
import java.util.Optional;

/**
 * The table {@code core_transaction}: what the central system was told of each transaction. The table itself is the truth. Only on the
 * loop.
 */
public final class TransactionJournal {

    static final String TABLE = "core_transaction";

    private final Loop loop;

    /** A view on the loop's store. */
    public TransactionJournal(Loop loop) {
        this.loop = loop;
    }

    /** The record of a transaction by the station's key. */
    public Optional<TransactionRecord> find(String key) {
        return table().get(key).map(row -> TransactionRecord.of(key, row));
    }

    /** The transaction of this number that was not stopped yet; empty as long as its start is not confirmed. */
    public Optional<TransactionRecord> running(int id) {
        return all().stream()
                .filter(t -> !t.stopQueued() && t.id().isPresent() && t.id().getAsInt() == id)
                .findFirst();
    }

    /** All records. */
    public List<TransactionRecord> all() {
        return table().all().entrySet().stream()
                .map(e -> TransactionRecord.of(e.getKey(), e.getValue()))
                .toList();
    }

    /** Writes a record. */
    public void put(TransactionRecord record) {
        table().put(record.key(), record.row());
    }

    /** Removes a record. */
    public void remove(String key) {
        table().remove(key);
    }

    private Table table() {
        return loop.store().table(TABLE);
    }

    /**
     * The clock was slow in this run of the process and is put right now: so are the stamps of all transactions begun in it, of which nothing
     * was sent yet.
     */
    public void restamp(Restamp how) {
        all().stream()
                .filter(t -> t.incarnation().equals(loop.incarnation()))
                .filter(t -> t.restamp().isEmpty())
                .forEach(t -> put(t.restamped(how)));
    }
}
