// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.loop.core;

import io.gatewatt.loop.Loop;
import io.gatewatt.loop.LoopStats;
import io.gatewatt.loop.Store;
import io.gatewatt.loop.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.LongSupplier;
import org.osgi.util.promise.Deferred;
import org.osgi.util.promise.Promise;
import org.osgi.util.promise.PromiseFactory;

/** What the loop on a thread and the loop on virtual time share. */
abstract class AbstractLoop implements Loop {

    private final LongSupplier nanos;
    private final long origin;
    private final TurnEngine engine;
    private final KnownTime known;
    private final StationClock clock;
    private final String incarnation = UUID.randomUUID().toString();
    private final PromiseFactory promises;

    AbstractLoop(LongSupplier nanos, Clock wall, Journal journal, int tasksPerTurn) {
        this.nanos = nanos;
        this.origin = nanos.getAsLong();
        this.engine = new TurnEngine(nanos, journal, tasksPerTurn);
        this.known = new KnownTime(engine.store());
        this.clock = new StationClock(nanos, known.believe(wall.instant()));
        // Always by the executor: a callback given to a promise that is resolved already would run at once on the
        // caller's thread, which may
        // be in an effect, where nothing can be stored, or not be the loop at all.
        this.promises = new PromiseFactory(
                task -> submit("promise", task),
                new LoopScheduler(this),
                PromiseFactory.Option.CALLBACKS_EXECUTOR_THREAD);
    }

    TurnEngine engine() {
        return engine;
    }

    /** Called after something was submitted, from any thread. */
    abstract void wake();

    @Override
    public void submit(String name, Runnable task) {
        engine.submit(name, task);
        wake();
    }

    @Override
    public <T> Promise<T> call(String name, Callable<T> task) {
        Deferred<T> deferred = promises.deferred();
        submit(name, () -> {
            T result;
            try {
                result = task.call();
            } catch (Exception e) {
                engine.afterCommit(() -> deferred.fail(e));
                return;
            }
            engine.afterCommit(() -> deferred.resolve(result));
        });
        return deferred.getPromise();
    }

    @Override
    public Timer after(Duration delay, String name, Runnable task) {
        Timer timer = engine.after(delay.toNanos(), name, task);
        wake();
        return timer;
    }

    @Override
    public void afterCommit(Runnable effect) {
        mustBeInLoop();
        engine.afterCommit(effect);
    }

    @Override
    public Store store() {
        mustBeInLoop();
        return engine.store();
    }

    private void mustBeInLoop() {
        if (!inLoop()) {
            throw new IllegalStateException(
                    "only on the loop, not on " + Thread.currentThread().getName());
        }
    }

    @Override
    public Clock clock() {
        return clock;
    }

    @Override
    public void setClock(Instant now) {
        clock.set(now);
        submit("time noted", () -> known.told(clock.instant()));
    }

    /** Reads another real-time clock, unless the station knows better already. */
    void wallClock(Clock better) {
        submit("real-time clock", () -> {
            if (!known.trusted()) {
                clock.set(known.believe(better.instant()));
            }
        });
    }

    /** Notes from now on this often how far time has come. */
    void keepTime(Duration every) {
        after(every, "time noted", () -> {
            known.goesOn(clock.instant());
            keepTime(every);
        });
    }

    @Override
    public String incarnation() {
        return incarnation;
    }

    @Override
    public Duration uptime() {
        return Duration.ofNanos(nanos.getAsLong() - origin);
    }

    @Override
    public PromiseFactory promises() {
        return promises;
    }

    @Override
    public LoopStats stats() {
        return engine.stats();
    }
}
