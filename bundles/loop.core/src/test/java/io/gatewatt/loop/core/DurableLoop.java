// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.loop.core;

import io.gatewatt.loop.Loop;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;

/** The loop as the station runs it, on its thread and on a file, without a framework around it. For measuring. */
public final class DurableLoop implements AutoCloseable {

    private final SqliteJournal journal;
    private final LoopThread loop;

    /** Opens the file, making it when it is not there. */
    public DurableLoop(Path file) throws IOException {
        journal = SqliteJournal.open(file);
        loop = new LoopThread(Clock.systemUTC(), journal).start();
    }

    /** The running loop. */
    public Loop loop() {
        return loop;
    }

    @Override
    public void close() throws IOException {
        try {
            loop.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        journal.close();
    }
}
