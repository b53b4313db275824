// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.loop.core;

import io.gatewatt.loop.Row;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Tables in memory, in the text form in which the real ones are stored. */
final class MemoryJournal implements Journal {

    private final Map<String, TreeMap<String, String>> tables = new TreeMap<>();
    private boolean full;

    @Override
    public Optional<Row> get(String table, String key) {
        return Optional.ofNullable(all(table).get(key));
    }

    @Override
    public SortedMap<String, Row> all(String table) {
        TreeMap<String, Row> rows = new TreeMap<>();
        tables.getOrDefault(table, new TreeMap<>()).forEach((key, text) -> {
            try {
                rows.put(key, RowJson.read(text));
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
        return rows;
    }

    @Override
    public List<String> keys(String table) {
        return List.copyOf(tables.getOrDefault(table, new TreeMap<>()).keySet());
    }

    @Override
    public long commit(Map<String, ? extends Map<String, Optional<Row>>> changes) throws IOException {
        if (full) {
            throw new IOException("database or disk is full");
        }
        long bytes = 0;
        for (Map.Entry<String, ? extends Map<String, Optional<Row>>> table : changes.entrySet()) {
            TreeMap<String, String> rows = tables.computeIfAbsent(table.getKey(), t -> new TreeMap<>());
            for (Map.Entry<String, Optional<Row>> change : table.getValue().entrySet()) {
                if (change.getValue().isEmpty()) {
                    rows.remove(change.getKey());
                } else {
                    String text = RowJson.write(change.getValue().get());
                    rows.put(change.getKey(), text);
                    bytes += text.length();
                }
            }
        }
        return bytes;
    }

    void full(boolean now) {
        full = now;
    }

    @Override
    public void close() {}
}
