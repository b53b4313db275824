// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.loop;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.osgi.annotation.versioning.ProviderType;
import org.osgi.util.promise.Promise;
import org.osgi.util.promise.PromiseFactory;

/**
 * The station's loop: one thread at a time, injected time, one commit per turn. State confined to it needs no lock.
 *
 * <p>A task that throws is logged by its name and counted; what it wrote to the store and its effects are dropped, the loop
 * goes on. So a task should decide first and change its state last.
 */
@ProviderType
public interface Loop {

    /** Runs the task in a turn, after all tasks submitted before. From any thread. */
    void submit(String name, Runnable task);

    /**
     * As {@link #submit}, from a thread that waits for nothing and holds no lock: it may make the turn itself when the loop is idle, which saves two
     * changes of thread. For what comes from outside and wants an answer at once.
     */
    default void lend(String name, Runnable task) {
        submit(name, task);
    }

    /** As {@link #submit}; the promise is resolved after the commit, its callbacks run on the loop. From any thread. */
    <T> Promise<T> call(String name, Callable<T> task);

    /** Runs the task in a turn once the delay (monotonic, 0 or more) has passed. From any thread. */
    Timer after(Duration delay, String name, Runnable task);

    /**
     * Runs the effect on the loop after the present turn is durable, in order of registration. Effects leave the process or act
     * on hardware; they must not block and must not write to the store. Only on the loop.
     *
     * @throws IllegalStateException when called from another thread
     */
    void afterCommit(Runnable effect);

    /** Whether the calling thread is the loop. */
    boolean inLoop();

    /**
     * The station's wall clock, UTC. Only for stamps: it may be wrong until somebody tells the time, and jumps then. Between two calls of
     * {@link #setClock} it runs evenly.
     */
    Clock clock();

    /** Tells the time: from now on the wall clock goes on from this instant. Timers are not touched. */
    void setClock(Instant now);

    /** Name of this run of the process; another one after each restart. */
    String incarnation();

    /** Monotonic time since the loop was made; for durations. */
    Duration uptime();

    /** Promises whose callbacks run on the loop. */
    PromiseFactory promises();

    /** The store. Only on the loop. */
    Store store();

    /** Counters for health checks and pages. From any thread. */
    LoopStats stats();
}
