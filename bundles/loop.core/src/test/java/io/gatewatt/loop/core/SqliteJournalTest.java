// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.loop.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatewatt.loop.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteJournalTest {

    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("store").resolve("gatewatt.db");
    }

    private static Map<String, Map<String, Optional<Row>>> change(String key, Row row) {
        return Map.of("t", Map.of(key, Optional.ofNullable(row)));
    }

    @Test
    void rowsSurviveAReopenWithEveryCharacter() throws IOException {
        Row row = Row.empty()
                .with("text", "Ä \" \\ \n \u0000 日本 😀")
                .with("n", 42)
                .with("absent", Optional.empty());
        try (SqliteJournal journal = SqliteJournal.open(file())) {
            journal.commit(change("a'b", row));
            journal.commit(change("gone", row));
            journal.commit(change("gone", null));
        }
        try (SqliteJournal journal = SqliteJournal.open(file())) {
            assertEquals(Map.of("a'b", row), journal.all("t"));
            assertEquals(List.of("a'b"), journal.keys("t"));
            assertEquals(List.of(), journal.keys("unknown"));
            assertEquals(Optional.empty(), journal.get("t", "gone"));
            assertEquals(Map.of(), journal.all("unknown"));
        }
    }

    @Test
    void aFullStoreFailsTheCommitWholeAndWorksAgainLater() throws Exception {
        try (SqliteJournal journal = SqliteJournal.open(file())) {
            journal.commit(change("before", Row.empty()));
            journal.maxPages(1);
            IOException refused = assertThrows(IOException.class, () -> journal.commit(change("small", Row.empty())));
            assertTrue(refused.getMessage().contains("maxPages"), refused.getMessage());
            journal.commit(change("nothing", null));
            journal.maxPages(3);
            Row big = Row.empty().with("x", "y".repeat(50_000));
            Map<String, Map<String, Optional<Row>>> two = new TreeMap<>();
            two.put("a_new_table", Map.of("k", Optional.of(big)));
            two.put("t", Map.of("before", Optional.empty()));
            IOException full = assertThrows(IOException.class, () -> journal.commit(two));
            assertTrue(full.getMessage().contains("full"), full.getMessage());
            assertEquals(Map.of("before", Row.empty()), journal.all("t"));
            journal.maxPages(0);
            journal.commit(two);
            assertEquals(Map.of(), journal.all("t"));
            assertEquals(big, journal.get("a_new_table", "k").orElseThrow());
        }
    }

    @Test
    void aDamagedFileIsKeptAsideAndTheStationStarts() throws IOException {
        Files.createDirectories(file().getParent());
        Files.writeString(file(), "this is no database".repeat(500));
        try (SqliteJournal journal = SqliteJournal.open(file())) {
            journal.commit(change("a", Row.empty()));
        }
        try (var files = Files.list(file().getParent())) {
            assertEquals(
                    1,
                    files.filter(f -> f.getFileName().toString().contains(".broken-"))
                            .count());
        }
    }

    @Test
    void aStoreOfANewerReleaseIsRefusedAndLeftAlone() throws Exception {
        SqliteJournal.open(file()).close();
        try (Connection raw = DriverManager.getConnection("jdbc:sqlite:" + file());
                Statement sql = raw.createStatement()) {
            sql.execute("PRAGMA user_version=99");
        }
        IOException refused = assertThrows(IOException.class, () -> SqliteJournal.open(file()));
        assertTrue(refused.getMessage().contains("newer release"), refused.getMessage());
    }

    @Test
    void everyCommitIsFlushed() throws Exception {
        SqliteJournal.open(file()).close();
        try (Connection raw = DriverManager.getConnection("jdbc:sqlite:" + file());
                Statement sql = raw.createStatement()) {
            assertEquals("wal", sql.executeQuery("PRAGMA journal_mode").getString(1));
        }
    }
}
