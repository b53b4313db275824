// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.loop.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatewatt.loop.Row;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills a process (SIGKILL) that writes three tables in each turn, and looks at what is left: the state before or after a turn, never between,
 * and nothing missing of what it had told of after a commit.
 */
class KillTest {

    private static final String[] TABLES = {"a", "b", "c"};

    @TempDir
    Path folder;

    @Test
    void killedBetweenTurns() throws Exception {
        Random random = new Random(7);
        Path file = folder.resolve("between.db");
        long last = 0;
        for (int kill = 0; kill < 8; kill++) {
            last = check(file, run(file, 0, 20 + random.nextInt(300)), last);
        }
        assertTrue(last > 100, "turns survived: " + last);
    }

    @Test
    void killedInsideACommit() throws Exception {
        Path file = folder.resolve("inside.db");
        long last = 0;
        // Each turn writes three rows: these fall after every row of the second, third … turn.
        for (int row = 4; row <= 9; row++) {
            long told = run(file, row, Integer.MAX_VALUE);
            long found = check(file, told, last);
            assertEquals(told, found, "the turn of the killed commit is not there at all, the one before it is");
            last = found;
        }
    }

    /** @return the last turn that the process told of */
    private static long run(Path file, int haltAfterRow, int killAfterTurns) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Writer.class.getName(),
                file.toString(),
                Integer.toString(haltAfterRow)));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        long told = 0;
        try (BufferedReader lines = process.inputReader()) {
            int turns = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.endsWith(".")) {
                    told = Long.parseLong(line.substring(0, line.length() - 1));
                }
                if (++turns == killAfterTurns) {
                    process.toHandle().destroyForcibly();
                }
            }
        }
        process.waitFor();
        return told;
    }

    private static long check(Path file, long told, long before) throws IOException {
        try (SqliteJournal journal = SqliteJournal.open(file)) {
            long turns = journal.all("a").size();
            for (String table : TABLES) {
                SortedMap<String, Row> rows = journal.all(table);
                assertEquals(turns, rows.size(), "table " + table + " against table a");
                assertEquals(turns == 0 ? "" : key(turns), turns == 0 ? "" : rows.lastKey(), "no turn is missing");
            }
            assertTrue(turns >= Math.max(told, before), "told of " + told + ", had " + before + ", found " + turns);
            return turns;
        }
    }

    private static String key(long turn) {
        return String.format("%08d", turn);
    }

    /** The victim. */
    public static final class Writer {

        private Writer() {}

        /** Writes turns until killed. */
        public static void main(String[] args) throws IOException, SQLException {
            int haltAfterRow = Integer.parseInt(args[1]);
            SqliteJournal journal = new SqliteJournal(Path.of(args[0])) {
                private int rows;

                @Override
                void written() {
                    if (++rows == haltAfterRow) {
                        try {
                            // The real signal, not an orderly exit of any kind.
                            new ProcessBuilder(
                                            "kill",
                                            "-9",
                                            Long.toString(
                                                    ProcessHandle.current().pid()))
                                    .start()
                                    .waitFor();
                        } catch (IOException | InterruptedException e) {
                            Runtime.getRuntime().halt(1);
                        }
                    }
                }
            };
            LoopThread loop = new LoopThread(Clock.systemUTC(), journal).start();
            loop.submit("first", () -> turn(loop, loop.store().table("a").all().size() + 1L));
            try {
                Thread.currentThread().join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private static void turn(LoopThread loop, long number) {
            for (String table : TABLES) {
                loop.store().table(table).put(key(number), Row.empty().with("turn", number));
            }
            loop.afterCommit(() -> {
                System.out.println(number + ".");
                loop.submit("next", () -> turn(loop, number + 1));
            });
        }
    }
}
