// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.transport.serial.runtime;

import io.gatewatt.driver.DeviceException;
import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one port open. Native calls are made on its two threads only: one opens, reads and closes, the other writes and watches the first. When one
 * of them does not come back from the library, both are left behind for good and two others begin: whoever waits waits for a limit, never for a port.
 */
final class PortKeeper {

    /** Told on the reading thread. */
    interface Client {

        /** The port is open. */
        void opened();

        /** Bytes came; none when a while has passed without. */
        void received(byte[] bytes);

        /** The port is gone. */
        void lost();
    }

    private static final Logger LOG = LoggerFactory.getLogger(PortKeeper.class);

    /** Open for so long, it counts as recovered: the next loss begins with the short pause. */
    private static final long STEADY = TimeUnit.SECONDS.toNanos(5);

    /** How often the keeper looks whether a port that was not there has appeared, ms. */
    private static final long LOOK = 250;

    private final String name;
    private final Port.Opener opener;
    private final Client client;
    private final long limit;
    private final Backoff backoff = new Backoff();
    private volatile Hands hands;
    private volatile boolean open;
    private volatile String trouble = "it is not open yet";
    private boolean warned;

    /**
     * @param name of the line, for threads and messages
     * @param limit longest time that a native call may take, ms
     */
    PortKeeper(String name, Port.Opener opener, Client client, long limit) {
        this.name = name;
        this.opener = opener;
        this.client = client;
        this.limit = limit;
    }

    synchronized void start() {
        hands = new Hands();
        hands.begin();
    }

    /** Closes the port and ends the threads. One that hangs in the library is left behind, and told of. */
    void stop() {
        Hands last;
        synchronized (this) {
            last = hands;
            hands = null;
        }
        open = false;
        trouble = "it is closed";
        last.retire();
        last.await();
    }

    /** Whether the port is open. */
    boolean open() {
        return open;
    }

    /** Why the port is not open, in words. */
    String trouble() {
        return trouble;
    }

    /** Hands bytes to the port. */
    void write(byte[] bytes) throws DeviceException {
        Hands now = hands;
        if (!open || now == null) {
            throw new DeviceException(closed());
        }
        Job job = new Job(bytes, new CompletableFuture<>());
        try {
            boolean taken = now.jobs.offer(job, limit, TimeUnit.MILLISECONDS);
            if (!taken || !job.done.get(limit, TimeUnit.MILLISECONDS)) {
                throw new DeviceException("line " + name + ": the port takes nothing any more: check the cable");
            }
        } catch (TimeoutException e) {
            replace(now, "a write");
            throw new DeviceException("line " + name + ": the port does not take what is sent; it is opened anew", e);
        } catch (ExecutionException e) {
            throw new DeviceException("line " + name + ": cannot write: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DeviceException("line " + name + ": interrupted while writing", e);
        }
    }

    /** That the port is not open, and why. */
    String closed() {
        return "line " + name + " is not open: " + trouble;
    }

    private synchronized void replace(Hands hanging, String where) {
        if (hands != hanging) {
            return;
        }
        LOG.warn("line {}: the serial library hangs in {}; it is left alone and the port opened anew", name, where);
        trouble = "the serial library hung; it is opened anew";
        hanging.abandon();
        hands = new Hands();
        hands.begin();
    }

    private synchronized void refused(String why) {
        if (!warned) {
            LOG.warn("line {}: {}; trying again", name, why);
        }
        warned = true;
        trouble = why;
    }

    private record Job(byte[] bytes, CompletableFuture<Boolean> done) {}

    /** The two threads of one port, and the port while it is open. */
    private final class Hands {

        final BlockingQueue<Job> jobs = new ArrayBlockingQueue<>(16);
        private final CountDownLatch retired = new CountDownLatch(1);
        private final Thread reading = thread("serial-" + name, this::read);
        private final Thread writing = thread("serial-" + name + "-write", this::write);
        private volatile Port port;
        private volatile long calledAt;
        private volatile boolean inCall;

        void begin() {
            reading.start();
            writing.start();
        }

        void retire() {
            retired.countDown();
            writing.interrupt();
        }

        void await() {
            try {
                reading.join(2 * limit);
                writing.join(limit);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            if (reading.isAlive() || writing.isAlive()) {
                LOG.warn("line {}: a thread hangs in the serial library and is left behind", name);
            }
        }

        /** Leaves the threads behind; closing is known to bring some libraries back, and may hang itself. */
        void abandon() {
            retire();
            Port hanging = port;
            if (hanging != null) {
                thread("serial-" + name + "-closing", hanging::close).start();
            }
        }

        private boolean mine() {
            return hands == this && retired.getCount() > 0;
        }

        private void read() {
            if (open) { // those before were left behind
                lost();
            }
            try {
                while (mine()) {
                    if (opened()) {
                        long since = System.nanoTime();
                        receive();
                        close();
                        if (System.nanoTime() - since > STEADY) {
                            backoff.reset();
                        }
                    }
                    pause();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        /** Until the next attempt; shorter when what was not there appears. */
        private void pause() throws InterruptedException {
            boolean absent = !opener.present();
            for (long left = backoff.next(); left > 0; left -= LOOK) {
                if (retired.await(Math.min(left, LOOK), TimeUnit.MILLISECONDS)) {
                    return;
                }
                if (absent && opener.present()) {
                    backoff.reset();
                    return;
                }
            }
        }

        private boolean opened() {
            enter();
            try {
                port = opener.open();
            } catch (IOException | RuntimeException | LinkageError e) {
                refused(e instanceof IOException ? e.getMessage() : "the serial library fails: " + e);
                return false;
            } finally {
                inCall = false;
            }
            if (!mine()) {
                port.close();
                return false;
            }
            synchronized (PortKeeper.this) {
                if (warned) {
                    LOG.info("line {} is back", name);
                }
                warned = false;
            }
            open = true;
            client.opened();
            return true;
        }

        private void receive() {
            byte[] buffer = new byte[4096];
            while (mine()) {
                enter();
                int count;
                try {
                    count = port.read(buffer);
                } catch (RuntimeException e) {
                    LOG.debug("line {}: reading fails", name, e);
                    count = -1;
                } finally {
                    inCall = false;
                }
                if (count < 0) {
                    return;
                }
                if (count > 0) {
                    backoff.reset(); // it works
                }
                if (mine()) {
                    client.received(Arrays.copyOf(buffer, count));
                }
            }
        }

        private void close() {
            boolean vanished = mine();
            if (vanished) {
                refused("the port has vanished: check the cable");
                lost();
            }
            enter();
            port.close();
            port = null;
            inCall = false;
        }

        private void lost() {
            open = false;
            client.lost();
        }

        private void enter() {
            calledAt = System.nanoTime();
            inCall = true;
        }

        private void write() {
            try {
                while (mine()) {
                    Job job = jobs.poll(limit, TimeUnit.MILLISECONDS);
                    if (inCall && System.nanoTime() - calledAt > TimeUnit.MILLISECONDS.toNanos(5 * limit)) {
                        replace(this, port == null ? "opening" : "a read");
                    }
                    if (job != null) {
                        write(job);
                    }
                }
            } catch (InterruptedException e) {
                // retired
            }
            for (Job job = jobs.poll(); job != null; job = jobs.poll()) {
                job.done.complete(false);
            }
        }

        private void write(Job job) {
            Port now = port;
            try {
                boolean taken = now != null && now.write(job.bytes);
                job.done.complete(taken);
                if (!taken && now != null) {
                    now.close(); // the reading thread notices, and opens anew
                }
            } catch (RuntimeException e) {
                job.done.completeExceptionally(e);
            }
        }
    }

    private static Thread thread(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }
}
