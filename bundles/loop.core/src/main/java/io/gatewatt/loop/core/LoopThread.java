package io.gatewatt.loop.core;

import java.time.Clock;
import java.util.concurrent.locks.LockSupport;

/** The loop on its thread, {@code station-loop}. */
final class LoopThread extends AbstractLoop {

    private static final int TASKS_PER_TURN = 256;
    private static final long CLOSE_MILLIS = 5_000;

    private final Thread thread = new Thread(this::turns, "station-loop");
    private volatile boolean parked;
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
            if (engine().turn()) {
                continue;
            }
            parked = true;
            long idle = engine().idleNanos();
            if (idle > 0 && !closing) {
                LockSupport.parkNanos(this, Math.min(idle, 1_000_000_000L));
            }
            parked = false;
        }
        while (engine().idleNanos() == 0 && engine().turn()) {
            // What was submitted before the end still happens.
        }
    }

    @Override
    void wake() {
        if (parked) {
            LockSupport.unpark(thread);
        }
    }

    @Override
    public boolean inLoop() {
        return Thread.currentThread() == thread;
    }

    /** Does what is waiting, then ends the thread. */
    void close() throws InterruptedException {
        closing = true;
        LockSupport.unpark(thread);
        thread.join(CLOSE_MILLIS);
    }
}
