// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.loop.core;

import io.gatewatt.loop.LoopStats;
import io.gatewatt.loop.Store;
import io.gatewatt.loop.Timer;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The heart of the loop, without a thread and without a clock of its own: tasks and timers in, turns out.
 *
 * <p>{@link #submit} and {@link #after} may be called from any thread, everything else by the one that makes the turns. Tasks that wait together
 * share a commit. When a commit fails, what it held stays staged and is tried again; turns go on, but no effect runs before
 * what was written before it is durable.
 */
@SuppressWarnings("NonAtomicVolatileUpdate") // one thread counts, others read
final class TurnEngine {

    private static final Logger LOG = LoggerFactory.getLogger(TurnEngine.class);
    private static final long FIRST_RETRY_NANOS = 100_000_000L;
    private static final long LAST_RETRY_NANOS = 5_000_000_000L;

    private final LongSupplier nanos;
    private final Staging staging;
    private final int tasksPerTurn;
    private final Queue<Task> tasks = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final PriorityBlockingQueue<Due> timers = new PriorityBlockingQueue<>();
    private final AtomicLong timerNumbers = new AtomicLong();
    private final Queue<Runnable> effects = new ArrayDeque<>();
    private final Queue<Runnable> taskEffects = new ArrayDeque<>();

    private volatile long retryNanos;
    private volatile long retryAt;
    private volatile long turns;
    private volatile long commits;
    private volatile long failedTasks;
    private volatile long failedCommits;
    private volatile long bytesWritten;

    /**
     * @param tasksPerTurn most tasks that may share a commit
     */
    TurnEngine(LongSupplier nanos, Journal journal, int tasksPerTurn) {
        this.nanos = nanos;
        this.staging = new Staging(journal);
        this.tasksPerTurn = tasksPerTurn;
    }

    Store store() {
        return staging;
    }

    void submit(String name, Runnable task) {
        waiting.incrementAndGet();
        tasks.add(new Task(name, task));
    }

    Timer after(long delayNanos, String name, Runnable task) {
        Due due = new Due(
                nanos.getAsLong() + Math.max(0, delayNanos), timerNumbers.incrementAndGet(), new Task(name, task));
        timers.add(due);
        return () -> {
            due.cancelled = true;
            timers.remove(due);
        };
    }

    void afterCommit(Runnable effect) {
        taskEffects.add(effect);
    }

    /**
     * Makes one turn if there is anything to do.
     *
     * @return false when there was nothing to do
     */
    boolean turn() {
        int done = 0;
        while (done < tasksPerTurn) {
            Task next = next();
            if (next == null) {
                break;
            }
            run(next);
            done++;
        }
        if (done > 0) {
            turns++;
        }
        boolean retry = retryNanos > 0 && nanos.getAsLong() - retryAt >= 0;
        if (done > 0 || retry) {
            settle();
            return true;
        }
        return false;
    }

    /** Nanoseconds until {@link #turn} will have something to do; {@link Long#MAX_VALUE} when only a submit can give it that. */
    long idleNanos() {
        if (!tasks.isEmpty()) {
            return 0;
        }
        long now = nanos.getAsLong();
        Due first = timers.peek();
        long wait = first == null ? Long.MAX_VALUE : Math.max(0, first.at - now);
        return retryNanos > 0 ? Math.min(wait, Math.max(0, retryAt - now)) : wait;
    }

    LoopStats stats() {
        return new LoopStats(turns, commits, failedTasks, failedCommits, waiting.get(), bytesWritten);
    }

    /** Due timers go before waiting tasks: a flood of tasks must not hold up time. */
    private Task next() {
        Due due = timers.peek();
        if (due != null && due.at - nanos.getAsLong() <= 0 && timers.remove(due)) {
            return due.cancelled ? new Task("cancelled timer", () -> {}) : due.task;
        }
        Task task = tasks.poll();
        if (task != null) {
            waiting.decrementAndGet();
        }
        return task;
    }

    private void run(Task task) {
        try {
            task.work.run();
            staging.keepTask();
            effects.addAll(taskEffects);
        } catch (Throwable e) { // NOPMD: one broken task must not end the station
            failedTasks++;
            staging.dropTask();
            LOG.error("task '{}' failed; what it wrote is dropped", task.name, e);
        }
        taskEffects.clear();
    }

    private void settle() {
        if (staging.dirty()) {
            if (retryNanos > 0 && nanos.getAsLong() - retryAt < 0) {
                return;
            }
            try {
                bytesWritten += staging.commit();
                commits++;
                if (retryNanos > 0) {
                    LOG.warn("the store works again");
                }
                retryNanos = 0;
            } catch (IOException e) {
                failedCommits++;
                retryNanos = retryNanos == 0 ? FIRST_RETRY_NANOS : Math.min(LAST_RETRY_NANOS, retryNanos * 2);
                retryAt = nanos.getAsLong() + retryNanos;
                LOG.error(
                        "cannot store: {}; nothing is sent until it works, next try in {} ms",
                        e.getMessage(),
                        retryNanos / 1_000_000);
                return;
            }
        }
        for (Runnable effect = effects.poll(); effect != null; effect = effects.poll()) {
            try {
                effect.run();
            } catch (Throwable e) { // NOPMD: as for tasks
                failedTasks++;
                LOG.error("an effect failed", e);
            }
            // An effect may register further ones; they need no commit of their own.
            effects.addAll(taskEffects);
            taskEffects.clear();
            if (staging.dropTask()) {
                failedTasks++;
                LOG.error(
                        "an effect wrote to the store, where nothing can be kept any more: that is lost; write in a task");
            }
        }
    }

    private record Task(String name, Runnable work) {}

    private static final class Due implements Comparable<Due> {

        private final long at;
        private final long number;
        private final Task task;
        private volatile boolean cancelled;

        Due(long at, long number, Task task) {
            this.at = at;
            this.number = number;
            this.task = task;
        }

        @Override
        public int compareTo(Due other) {
            long difference = at - other.at;
            return difference != 0 ? Long.signum(difference) : Long.compare(number, other.number);
        }
    }
}
