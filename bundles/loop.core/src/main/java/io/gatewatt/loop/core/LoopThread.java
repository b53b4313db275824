// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.loop.core;

import java.time.Clock;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/**
 * The loop on its thread, {@code station-loop}; a thread that is lent makes turns in its place. Whoever makes them is the owner, and there is one
 * at a time.
 */
final class LoopThread extends AbstractLoop {

    private static final int TASKS_PER_TURN = 256;
    /** Turns that a lent thread makes in a row; what is left then is for the loop's own thread. */
    private static final int LENT_TURNS = 8;

    private static final long LONGEST_PARK = 1_000_000_000L;
    private static final long CLOSE_MILLIS = 5_000;

    private final Thread thread = new Thread(this::turns, "station-loop");
    private final AtomicReference<Thread> owner = new AtomicReference<>();
    private volatile boolean parked;
    /** When the parked thread wakes by itself, at the latest; meaningful while it is parked. */
    private volatile long wakesAt;

    private volatile boolean closing;

    LoopThread(Clock wall, Journal journal) {
        super(System::nanoTime, wall, journal, TASKS_PER_TURN);
    }

    LoopThread start() {
        thread.setDaemon(true);
        thread.start();
        return this;
    }

    private void turns() {
        while (!closing) {
            if (!makeTurns(1)) {
                park();
            }
        }
        while (!owner.compareAndSet(null, thread)) {
            Thread.onSpinWait();
        }
        // From now on nobody else becomes the owner.
        while (engine().idleNanos() == 0 && engine().turn()) {
            // What was submitted before the end still happens.
        }
    }

    private void park() {
        long idle = idle();
        wakesAt = System.nanoTime() + idle;
        parked = true;
        // Looked at again: who came between saw a thread that was not parked, or what it brought is seen here.
        idle = Math.min(idle, idle());
        if (idle > 0 && !closing) {
            LockSupport.parkNanos(this, idle);
        }
        parked = false;
    }

    /** How long the thread may park. While another one makes the turns: until that one wakes it. */
    private long idle() {
        return owner.get() == null ? Math.min(engine().idleNanos(), LONGEST_PARK) : LONGEST_PARK;
    }

    /** Makes up to so many turns, unless another thread does. @return whether there was anything to do */
    private boolean makeTurns(int most) {
        if (!owner.compareAndSet(null, Thread.currentThread())) {
            return false;
        }
        try {
            int made = 0;
            while (made < most && engine().turn()) {
                made++;
            }
            return made > 0;
        } finally {
            owner.set(null);
        }
    }

    @Override
    public void lend(String name, Runnable task) {
        if (closing || inLoop() || Thread.currentThread().isInterrupted()) {
            submit(name, task);
            return;
        }
        engine().submit(name, task);
        if (makeTurns(LENT_TURNS)) {
            // What others submitted meanwhile, and timers of these turns, are for the loop's own thread.
            long idle = engine().idleNanos();
            if (idle == 0 || idle < LONGEST_PARK && (!parked || System.nanoTime() + idle - wakesAt < 0)) {
                LockSupport.unpark(thread);
            }
        } else {
            wake();
        }
    }

    @Override
    void wake() {
        Thread now = owner.get();
        // A lent thread looks itself for what has come, when it is done.
        if (parked && (now == null || now == thread)) {
            LockSupport.unpark(thread);
        }
    }

    @Override
    public boolean inLoop() {
        return Thread.currentThread() == owner.get();
    }

    /** Does what is waiting, then ends the thread. */
    void close() throws InterruptedException {
        closing = true;
        LockSupport.unpark(thread);
        thread.join(CLOSE_MILLIS);
    }
}
