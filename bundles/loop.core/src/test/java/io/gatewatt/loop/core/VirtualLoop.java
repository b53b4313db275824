// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.loop.core;

import io.gatewatt.loop.Row;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.SortedMap;

/**
 * The loop on virtual time, for tests: nothing happens but in {@link #run}, {@link #step} and {@link #advance}, on the test's own thread; each
 * task is a turn of its own, so that a {@link #crash} can fall between any two.
 */
public final class VirtualLoop extends AbstractLoop {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final int ENDLESS = 100_000;

    private final Time time;
    private final MemoryJournal journal;
    private boolean turning;

    /** A loop with an empty store, at 2026-01-01T00:00:00Z. */
    public VirtualLoop() {
        this(new Time(), new MemoryJournal());
    }

    private VirtualLoop(Time time, MemoryJournal journal) {
        this(time, time.clock(), journal);
    }

    private VirtualLoop(Time time, Clock realTime, MemoryJournal journal) {
        super(() -> time.nanos, realTime, journal, 1);
        this.time = time;
        this.journal = journal;
    }

    /** One turn. @return false when there was nothing to do at this time */
    public boolean step() {
        turning = true;
        try {
            return engine().turn();
        } finally {
            turning = false;
        }
    }

    /** All that is to be done at this time. */
    public void run() {
        for (int turns = 0; step(); turns++) {
            if (turns > ENDLESS) {
                throw new IllegalStateException(
                        "the loop does not come to rest: " + ENDLESS + " turns without time passing");
            }
        }
    }

    /** Runs the task as a turn, and all that follows from it now. */
    public void run(Runnable task) {
        submit("test", task);
        run();
    }

    /** Lets time pass; timers fire at their time. */
    public void advance(Duration duration) {
        long target = time.nanos + duration.toNanos();
        run();
        for (long idle = engine().idleNanos(); idle <= target - time.nanos; idle = engine().idleNanos()) {
            time.nanos += Math.max(0, idle);
            run();
        }
        time.nanos = target;
        run();
    }

    /** Time passes and nothing is done: the machine has no time for the loop. */
    public void standStill(Duration duration) {
        time.nanos += duration.toNanos();
    }

    /** The process is killed and started again: a new loop on what was committed, at the same time. This one is dead. */
    public VirtualLoop crash() {
        return crash(Duration.ZERO);
    }

    /** The same with a real-time clock that is wrong by so much when the process is started again. */
    public VirtualLoop crash(Duration clockOff) {
        return new VirtualLoop(time, Clock.offset(time.clock(), clockOff), journal);
    }

    /** Whether commits fail, as on a full disk. */
    public void storeFull(boolean full) {
        journal.full(full);
    }

    /** Time by the station's clock. */
    public Instant now() {
        return clock().instant();
    }

    /** What is committed in a table. */
    public SortedMap<String, Row> committed(String table) {
        return journal.all(table);
    }

    @Override
    public boolean inLoop() {
        return turning;
    }

    @Override
    void wake() {
        // Turns are made by the test.
    }

    private static final class Time {

        private long nanos;

        Clock clock() {
            return new Clock() {
                @Override
                public Instant instant() {
                    return START.plusNanos(nanos);
                }

                @Override
                public java.time.ZoneId getZone() {
                    return ZoneOffset.UTC;
                }

                @Override
                public Clock withZone(java.time.ZoneId zone) {
                    throw new UnsupportedOperationException();
                }
            };
        }
    }
}
