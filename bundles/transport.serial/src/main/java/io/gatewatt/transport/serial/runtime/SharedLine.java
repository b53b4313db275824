// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.transport.serial.runtime;

import io.gatewatt.driver.DeviceException;
import io.gatewatt.transport.serial.NoAnswerException;
import io.gatewatt.transport.serial.SerialLine;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A line on a port: gives what arrives to those who listen and to the exchange that runs. */
final class SharedLine implements SerialLine, PortKeeper.Client {

    private static final Logger LOG = LoggerFactory.getLogger(SharedLine.class);

    /** Longest wait for one's turn: the station gives a device call 5 s. */
    private static final Duration TURN = Duration.ofSeconds(4);

    /** More than any answer; a line that chatters without end is stopped there. */
    private static final int TOO_MUCH = 64 * 1024;

    private final String name;
    private final PortKeeper keeper;
    private final List<Ear> ears = new CopyOnWriteArrayList<>();
    private final ReentrantLock turn = new ReentrantLock(true);

    /** What the running exchange has received, null while none runs; its own monitor guards it. */
    private final Object inbox = new Object();

    private ByteArrayOutputStream arrived;

    /** @param nativeLimit longest time that a call into the serial library may take, ms */
    SharedLine(String name, Port.Opener opener, long nativeLimit) {
        this.name = name;
        keeper = new PortKeeper(name, opener, this, nativeLimit);
    }

    void start() {
        keeper.start();
    }

    void stop() {
        keeper.stop();
        synchronized (inbox) {
            inbox.notifyAll();
        }
    }

    /** Whether an exchange runs. */
    boolean busy() {
        return turn.isLocked();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public AutoCloseable listen(Listener listener) {
        Ear ear = new Ear(listener);
        ears.add(ear);
        return () -> {
            ear.closed = true;
            ears.remove(ear);
        };
    }

    @Override
    public void send(byte[] bytes) throws DeviceException {
        keeper.write(bytes.clone());
    }

    @Override
    public <R> R exchange(byte[] request, Decoder<R> answer, Duration deadline) throws DeviceException {
        try {
            if (!turn.tryLock(TURN.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new DeviceException("line " + name + " is busy: no turn within " + TURN.toMillis() + " ms");
            }
            try {
                return ask(request, answer, deadline);
            } finally {
                turn.unlock();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DeviceException("line " + name + ": interrupted while waiting for an answer", e);
        }
    }

    private <R> R ask(byte[] request, Decoder<R> decoder, Duration deadline)
            throws DeviceException, InterruptedException {
        synchronized (inbox) {
            arrived = new ByteArrayOutputStream();
        }
        try {
            if (request.length > 0) {
                keeper.write(request.clone());
            }
            long until = System.nanoTime() + deadline.toNanos();
            long over = until;
            int seen = 0;
            while (true) {
                byte[] received = next(seen, over);
                if (received.length > seen) {
                    Optional<R> answer = decoder.decode(received);
                    if (answer.isPresent()) {
                        return answer.get();
                    }
                    seen = received.length;
                    over = sooner(until, decoder);
                    if (seen > TOO_MUCH) {
                        throw new DeviceException(
                                "line " + name + ": " + seen + " bytes came and no answer is among them");
                    }
                } else if (System.nanoTime() - over >= 0) {
                    throw new NoAnswerException(
                            "line " + name + ": no answer within " + deadline.toMillis() + " ms"
                                    + (seen == 0 ? "" : ", only " + seen + " bytes that are none"),
                            seen);
                }
            }
        } finally {
            synchronized (inbox) {
                arrived = null;
            }
        }
    }

    /** The deadline, or the end of the longest pause when that is earlier. */
    private static long sooner(long until, Decoder<?> decoder) {
        Optional<Duration> pause = decoder.longestPause();
        if (pause.isEmpty()) {
            return until;
        }
        long end = System.nanoTime() + pause.get().toNanos();
        return end - until < 0 ? end : until;
    }

    /** All that has arrived, as soon as it is more than was seen, or when time is over. */
    private byte[] next(int seen, long until) throws DeviceException, InterruptedException {
        synchronized (inbox) {
            while (arrived.size() == seen) {
                if (!keeper.open()) {
                    throw new DeviceException(keeper.closed());
                }
                long left = until - System.nanoTime();
                if (left <= 0) {
                    break;
                }
                TimeUnit.NANOSECONDS.timedWait(inbox, left);
            }
            return arrived.toByteArray();
        }
    }

    @Override
    public void opened() {
        ears.forEach(Ear::opened);
    }

    @Override
    public void received(byte[] bytes) {
        if (bytes.length > 0) {
            synchronized (inbox) {
                if (arrived != null) {
                    arrived.writeBytes(bytes);
                    inbox.notifyAll();
                }
            }
        }
        for (Ear ear : ears) {
            ear.opened(); // who listens since a moment ago
            if (bytes.length > 0) {
                ear.call(() -> ear.listener.received(bytes.clone()));
            }
        }
    }

    @Override
    public void lost() {
        synchronized (inbox) {
            inbox.notifyAll();
        }
        ears.forEach(Ear::lost);
    }

    /** One who listens; what he throws is his own affair. */
    private static final class Ear {

        private final Listener listener;
        private volatile boolean closed;
        private boolean knowsOpen;

        Ear(Listener listener) {
            this.listener = listener;
        }

        void opened() {
            if (!knowsOpen) {
                knowsOpen = true;
                call(listener::opened);
            }
        }

        void lost() {
            if (knowsOpen) {
                knowsOpen = false;
                call(listener::lost);
            }
        }

        @SuppressWarnings("IllegalCatch")
        void call(Runnable notice) {
            if (closed) {
                return;
            }
            try {
                notice.run();
            } catch (RuntimeException | LinkageError e) {
                LOG.warn("a listener of a serial line fails; it goes on", e);
            }
        }
    }
}
