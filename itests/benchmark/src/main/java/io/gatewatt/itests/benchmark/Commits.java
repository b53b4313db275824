// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.itests.benchmark;

import io.gatewatt.loop.Loop;
import io.gatewatt.loop.Row;
import io.gatewatt.loop.core.DurableLoop;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import org.sqlite.SQLiteConfig;

/** Durable commits, one after the other: of the loop, and of bare SQLite with the same row in the same mode. */
public final class Commits {

    private static final int WARM_UP = 500;
    private static final String VALUE = "x".repeat(200);
    private static final int KEYS = 100;

    private Commits() {}

    /** Arguments: folder, number of commits. Prints p50 in ms and commits per second, of the loop and of SQLite. */
    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        int count = Integer.parseInt(arguments[1]);
        long[] loop = loop(folder.resolve("loop.db"), count);
        long[] bare = bare(folder.resolve("bare.db"), count);
        System.out.println(told(loop) + " " + told(bare));
        System.exit(0);
    }

    private static String told(long[] times) {
        long total = 0;
        for (long time : times) {
            total += time;
        }
        return new Samples(times).millis(0.5) + " " + times.length * 1e9 / total;
    }

    private static long[] loop(Path file, int count) throws Exception {
        try (DurableLoop durable = new DurableLoop(file)) {
            Chain chain = new Chain(durable.loop(), new long[WARM_UP + count]);
            durable.loop().submit("first", chain::write);
            chain.done.await();
            return counted(chain.times);
        }
    }

    /** Each task writes a row; the effect of its commit, which runs when it is on the disk, submits the next. */
    private static final class Chain {

        private final CountDownLatch done = new CountDownLatch(1);
        private final Loop loop;
        private final long[] times;
        private int next;
        private long began = System.nanoTime();

        Chain(Loop loop, long[] times) {
            this.loop = loop;
            this.times = times;
        }

        void write() {
            loop.store().table("benchmark").put("key" + next % KEYS, Row.empty().with("value", VALUE + next));
            loop.afterCommit(this::committed);
        }

        private void committed() {
            long now = System.nanoTime();
            times[next++] = now - began;
            if (next == times.length) {
                done.countDown();
            } else {
                began = System.nanoTime();
                loop.submit("next", this::write);
            }
        }
    }

    private static long[] bare(Path file, int count) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        long[] times = new long[WARM_UP + count];
        try (Connection connection = config.createConnection("jdbc:sqlite:" + file)) {
            connection
                    .createStatement()
                    .execute("CREATE TABLE benchmark (key TEXT PRIMARY KEY, row TEXT NOT NULL) WITHOUT ROWID");
            connection.setAutoCommit(false);
            try (PreparedStatement put = connection.prepareStatement(
                    "INSERT INTO benchmark (key, row) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET row = excluded.row")) {
                for (int i = 0; i < times.length; i++) {
                    long began = System.nanoTime();
                    put.setString(1, "key" + i % KEYS);
                    put.setString(2, "{\"value\":\"" + VALUE + i + "\"}");
                    put.executeUpdate();
                    connection.commit();
                    times[i] = System.nanoTime() - began;
                }
            }
        }
        return counted(times);
    }

    private static long[] counted(long[] times) {
        return java.util.Arrays.copyOfRange(times, WARM_UP, times.length);
    }
}
