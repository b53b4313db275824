// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.loop.core;

import io.gatewatt.loop.Timer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** The timers of the loop in the shape that promises want for delays and time-outs. */
final class LoopScheduler extends AbstractExecutorService implements ScheduledExecutorService {

    private final AbstractLoop loop;

    LoopScheduler(AbstractLoop loop) {
        this.loop = loop;
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
        Entry<Void> entry = new Entry<>(() -> {
            command.run();
            return null;
        });
        entry.timer = loop.after(Duration.ofNanos(unit.toNanos(delay)), "promise timer", entry);
        return entry;
    }

    @Override
    public <V> ScheduledFuture<V> schedule(Callable<V> callable, long delay, TimeUnit unit) {
        Entry<V> entry = new Entry<>(callable);
        entry.timer = loop.after(Duration.ofNanos(unit.toNanos(delay)), "promise timer", entry);
        return entry;
    }

    @Override
    public void execute(Runnable command) {
        loop.submit("promise", command);
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable command, long initialDelay, long period, TimeUnit unit) {
        throw new UnsupportedOperationException("use Loop.after");
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable command, long initialDelay, long delay, TimeUnit unit) {
        throw new UnsupportedOperationException("use Loop.after");
    }

    @Override
    public void shutdown() {
        throw new UnsupportedOperationException("the loop ends with its component");
    }

    @Override
    public List<Runnable> shutdownNow() {
        throw new UnsupportedOperationException("the loop ends with its component");
    }

    @Override
    public boolean isShutdown() {
        return false;
    }

    @Override
    public boolean isTerminated() {
        return false;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        return false;
    }

    private static final class Entry<V> extends FutureTask<V> implements ScheduledFuture<V> {

        private volatile Timer timer = Timer.NONE;

        Entry(Callable<V> callable) {
            super(callable);
        }

        @Override
        public boolean cancel(boolean mayInterruptIfRunning) {
            timer.cancel();
            return super.cancel(false);
        }

        @Override
        public long getDelay(TimeUnit unit) {
            throw new UnsupportedOperationException("not kept");
        }

        @Override
        public int compareTo(Delayed other) {
            throw new UnsupportedOperationException("not ordered");
        }
    }
}
