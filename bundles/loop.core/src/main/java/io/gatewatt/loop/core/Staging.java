// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.loop.core;

import io.gatewatt.loop.Row;
import io.gatewatt.loop.Store;
import io.gatewatt.loop.Table;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The store as tasks see it: what the running task wrote, over what earlier tasks wrote and is not committed yet, over the journal.
 */
final class Staging implements Store {

    private static final Pattern NAME = Pattern.compile("[a-z0-9_]{1,40}");

    private final Journal journal;
    private final Map<String, Map<String, Optional<Row>>> turn = new TreeMap<>();
    private final Map<String, Map<String, Optional<Row>>> task = new TreeMap<>();

    Staging(Journal journal) {
        this.journal = journal;
    }

    @Override
    public Table table(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "table name '" + name + "': lower-case letters, digits and _, 1..40 expected");
        }
        return new View(name);
    }

    /** What the running task wrote belongs to the turn now. */
    void keepTask() {
        task.forEach((table, rows) ->
                turn.computeIfAbsent(table, t -> new TreeMap<>()).putAll(rows));
        task.clear();
    }

    /** What the running task wrote is forgotten. @return whether it wrote anything */
    boolean dropTask() {
        boolean wrote = !task.isEmpty();
        task.clear();
        return wrote;
    }

    boolean dirty() {
        return !turn.isEmpty();
    }

    /** Makes the turn durable. When this throws, all of it is still staged and can be tried again. */
    long commit() throws IOException {
        long bytes = journal.commit(turn);
        turn.clear();
        return bytes;
    }

    private final class View implements Table {

        private final String name;

        View(String name) {
            this.name = name;
        }

        @Override
        public Optional<Row> get(String key) {
            Optional<Row> staged = staged(task, key);
            if (staged == null) {
                staged = staged(turn, key);
            }
            return staged != null ? staged : journal.get(name, key);
        }

        /** @return null when the key was not touched */
        private Optional<Row> staged(Map<String, Map<String, Optional<Row>>> level, String key) {
            Map<String, Optional<Row>> rows = level.get(name);
            return rows == null ? null : rows.get(key);
        }

        @Override
        public SortedMap<String, Row> all() {
            TreeMap<String, Row> rows = new TreeMap<>(journal.all(name));
            overlay(turn, rows);
            overlay(task, rows);
            return rows;
        }

        @Override
        public List<String> keys() {
            TreeSet<String> keys = new TreeSet<>(journal.keys(name));
            for (Map<String, Map<String, Optional<Row>>> level : List.of(turn, task)) {
                level.getOrDefault(name, Map.of()).forEach((key, row) -> {
                    if (row.isPresent()) {
                        keys.add(key);
                    } else {
                        keys.remove(key);
                    }
                });
            }
            return List.copyOf(keys);
        }

        private void overlay(Map<String, Map<String, Optional<Row>>> level, Map<String, Row> rows) {
            level.getOrDefault(name, new TreeMap<>())
                    .forEach((key, row) -> row.ifPresentOrElse(r -> rows.put(key, r), () -> rows.remove(key)));
        }

        @Override
        public void put(String key, Row row) {
            task.computeIfAbsent(name, t -> new TreeMap<>()).put(key, Optional.of(row));
        }

        @Override
        public void remove(String key) {
            task.computeIfAbsent(name, t -> new TreeMap<>()).put(key, Optional.empty());
        }
    }
}
