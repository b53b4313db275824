// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.loop.core;

import io.gatewatt.loop.Row;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * Tables in one SQLite file: write-ahead log, {@code synchronous=FULL}, so a commit that returned is on the medium and one that
 * did not is not there at all. The file can be read by hand with the sqlite3 command while the station runs.
 */
class SqliteJournal implements Journal {

    /** Version of the layout of the file; a file of a higher one was written by a newer release. */
    static final int LAYOUT = 1;

    private static final Logger LOG = LoggerFactory.getLogger(SqliteJournal.class);
    private static final long NO_LIMIT = 1_073_741_823L;

    private final Connection connection;
    private final Map<String, Statements> tables = new HashMap<>();
    private String shut;

    /**
     * Opens the file, making it when it is not there. A file that is no database any more is moved aside, loudly, and a new one begun: a station
     * that cannot start earns nothing.
     *
     * @throws IOException when the file cannot be opened, or was written by a newer release
     */
    static SqliteJournal open(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        try {
            return new SqliteJournal(file);
        } catch (SQLException e) {
            if (!broken(e)) {
                throw new IOException("cannot open the store " + file + ": " + e.getMessage(), e);
            }
            Path aside = file.resolveSibling(file.getFileName() + ".broken-" + System.currentTimeMillis());
            Files.move(file, aside);
            for (String suffix : new String[] {"-wal", "-shm"}) {
                Path beside = file.resolveSibling(file.getFileName() + suffix);
                if (Files.exists(beside)) {
                    Files.move(beside, aside.resolveSibling(aside.getFileName() + suffix));
                }
            }
            LOG.error(
                    "the store {} is damaged ({}); kept as {} for examination, starting with an empty one",
                    file,
                    e.getMessage(),
                    aside);
            try {
                return new SqliteJournal(file);
            } catch (SQLException again) {
                throw new IOException("cannot make a new store " + file + ": " + again.getMessage(), again);
            }
        }
    }

    private static boolean broken(SQLException e) {
        return e instanceof SQLiteException s
                && (s.getResultCode() == SQLiteErrorCode.SQLITE_CORRUPT
                        || s.getResultCode() == SQLiteErrorCode.SQLITE_NOTADB);
    }

    SqliteJournal(Path file) throws SQLException, IOException {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setBusyTimeout(2_000);
        Connection opened = config.createConnection("jdbc:sqlite:" + file);
        try {
            layout(opened, file);
        } catch (SQLException | IOException e) {
            opened.close();
            throw e;
        }
        connection = opened;
    }

    private static void layout(Connection connection, Path file) throws SQLException, IOException {
        try (Statement sql = connection.createStatement()) {
            int found;
            try (ResultSet version = sql.executeQuery("PRAGMA user_version")) {
                found = version.getInt(1);
            }
            if (found > LAYOUT) {
                throw new IOException("the store " + file + " was written by a newer release (layout " + found
                        + ", this one knows " + LAYOUT + "): install that release again, or give another --home");
            }
            if (found < LAYOUT) {
                sql.execute("PRAGMA user_version=" + LAYOUT);
            }
        }
    }

    /**
     * Limits the size of the file, in pages of 4 KiB; 0 for no limit. At the limit SQLite refuses what would grow the file; below the
     * present size nothing but removals is taken.
     */
    void maxPages(long pages) throws SQLException {
        try (Statement sql = connection.createStatement()) {
            sql.execute("PRAGMA max_page_count=" + (pages == 0 ? NO_LIMIT : pages));
            try (ResultSet found = sql.executeQuery("PRAGMA page_count")) {
                long present = found.getLong(1);
                shut = pages == 0 || pages >= present
                        ? null
                        : "the store is full: it holds " + present + " pages and maxPages of loop.store allows "
                                + pages;
            }
        }
    }

    @Override
    public Optional<Row> get(String table, String key) {
        return reading(
                table,
                statements -> {
                    statements.get.setString(1, key);
                    try (ResultSet found = statements.get.executeQuery()) {
                        return found.next() ? Optional.of(RowJson.read(found.getString(1))) : Optional.empty();
                    }
                },
                Optional.empty());
    }

    @Override
    public SortedMap<String, Row> all(String table) {
        return reading(
                table,
                statements -> {
                    SortedMap<String, Row> rows = new TreeMap<>();
                    try (ResultSet found = statements.all.executeQuery()) {
                        while (found.next()) {
                            rows.put(found.getString(1), RowJson.read(found.getString(2)));
                        }
                    }
                    return rows;
                },
                new TreeMap<>());
    }

    @Override
    public List<String> keys(String table) {
        return reading(
                table,
                statements -> {
                    List<String> keys = new ArrayList<>();
                    try (ResultSet found = statements.keys.executeQuery()) {
                        while (found.next()) {
                            keys.add(found.getString(1));
                        }
                    }
                    return keys;
                },
                List.of());
    }

    private <T> T reading(String table, Query<T> query, T none) {
        try {
            Optional<Statements> statements = statements(table, false);
            return statements.isPresent() ? query.run(statements.get()) : none;
        } catch (SQLException e) {
            throw new UncheckedIOException(
                    new IOException("cannot read table " + table + " of the store: " + e.getMessage(), e));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public long commit(Map<String, ? extends Map<String, Optional<Row>>> changes) throws IOException {
        if (shut != null
                && changes.values().stream()
                        .flatMap(rows -> rows.values().stream())
                        .anyMatch(Optional::isPresent)) {
            throw new IOException(shut);
        }
        long bytes = 0;
        try {
            execute("BEGIN IMMEDIATE");
            for (Map.Entry<String, ? extends Map<String, Optional<Row>>> table : changes.entrySet()) {
                Statements statements = statements(table.getKey(), true).orElseThrow();
                for (Map.Entry<String, Optional<Row>> change : table.getValue().entrySet()) {
                    bytes += write(statements, change.getKey(), change.getValue());
                    written();
                }
            }
            execute("COMMIT");
            return bytes;
        } catch (SQLException e) {
            rollback();
            throw new IOException(e.getMessage(), e);
        }
    }

    /** Called inside a commit after each row; a place for tests to pull the plug. */
    void written() {}

    private static long write(Statements statements, String key, Optional<Row> row) throws SQLException, IOException {
        if (row.isEmpty()) {
            statements.remove.setString(1, key);
            statements.remove.executeUpdate();
            return key.length();
        }
        String text = RowJson.write(row.get());
        statements.put.setString(1, key);
        statements.put.setString(2, text);
        statements.put.executeUpdate();
        return key.length() + (long) text.length();
    }

    private void rollback() {
        // A table made in the failed transaction is gone with it.
        tables.values().forEach(Statements::close);
        tables.clear();
        try {
            execute("ROLLBACK");
        } catch (SQLException e) {
            // SQLite has rolled back by itself, as it does when the disk is full.
            LOG.debug("rolling back: {}", e.getMessage());
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Statements of a table; empty when it does not exist and shall not be made. */
    private Optional<Statements> statements(String table, boolean make) throws SQLException {
        Statements known = tables.get(table);
        if (known != null) {
            return Optional.of(known);
        }
        if (make) {
            execute("CREATE TABLE IF NOT EXISTS " + table + " (key TEXT PRIMARY KEY, row TEXT NOT NULL) WITHOUT ROWID");
        } else if (!exists(table)) {
            return Optional.empty();
        }
        Statements statements = new Statements(connection, table);
        tables.put(table, statements);
        return Optional.of(statements);
    }

    private boolean exists(String table) throws SQLException {
        try (PreparedStatement sql =
                connection.prepareStatement("SELECT 1 FROM sqlite_master WHERE type='table' AND name=?")) {
            sql.setString(1, table);
            try (ResultSet found = sql.executeQuery()) {
                return found.next();
            }
        }
    }

    @Override
    public void close() throws IOException {
        try {
            tables.values().forEach(Statements::close);
            connection.close();
        } catch (SQLException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private interface Query<T> {
        T run(Statements statements) throws SQLException, IOException;
    }

    /** The prepared statements of one table. Table names are checked by {@link Staging}. */
    private static final class Statements {

        private final PreparedStatement get;
        private final PreparedStatement all;
        private final PreparedStatement keys;
        private final PreparedStatement put;
        private final PreparedStatement remove;

        Statements(Connection connection, String table) throws SQLException {
            get = connection.prepareStatement("SELECT row FROM " + table + " WHERE key=?");
            all = connection.prepareStatement("SELECT key, row FROM " + table + " ORDER BY key");
            keys = connection.prepareStatement("SELECT key FROM " + table + " ORDER BY key");
            put = connection.prepareStatement("INSERT INTO " + table + " (key, row) VALUES (?, ?)"
                    + " ON CONFLICT (key) DO UPDATE SET row = excluded.row");
            remove = connection.prepareStatement("DELETE FROM " + table + " WHERE key=?");
        }

        void close() {
            for (PreparedStatement statement : new PreparedStatement[] {get, all, keys, put, remove}) {
                try {
                    statement.close();
                } catch (SQLException e) {
                    LOG.debug("closing a statement: {}", e.getMessage());
                }
            }
        }
    }
}
