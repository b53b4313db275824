// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.driver.contract;

import io.gatewatt.driver.DeviceException;
import io.gatewatt.driver.contract.Fault.Mode;
import io.gatewatt.transport.serial.NoAnswerException;
import io.gatewatt.transport.serial.SerialLine;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * A serial line in memory with a board at its end. What the board says is split into pieces at changing places, as a real line does, and told to
 * listeners on the line's own thread.
 */
public final class SimulatedLine implements SerialLine, SimulatedDevice {

    /** The device at the end of the line. */
    @FunctionalInterface
    public interface Board {

        /** What it answers; empty when it says nothing. */
        byte[] answer(byte[] request);

        /** What has been commanded, in a form that equals an earlier one when nothing has changed since. */
        default Object outputs() {
            return List.of();
        }
    }

    private final Fault fault = new Fault();
    private final Random random = new Random(5);
    private final Board board;
    private final List<Ear> ears = new CopyOnWriteArrayList<>();
    private final List<byte[]> sent = new CopyOnWriteArrayList<>();
    private final ReentrantLock turn = new ReentrantLock(true);
    private final ThreadPoolExecutor thread;
    /** What the running exchange has received; its monitor guards it. */
    private final ByteArrayOutputStream inbox = new ByteArrayOutputStream();

    /** A line with a device that only speaks by itself. */
    public SimulatedLine() {
        this(request -> new byte[0]);
    }

    /** A line with a device that answers. */
    public SimulatedLine(Board board) {
        this.board = board;
        thread = new ThreadPoolExecutor(1, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
            Thread line = new Thread(task, Threads.PEER + "line");
            line.setDaemon(true);
            return line;
        });
        thread.allowCoreThreadTimeOut(true);
    }

    /** The device says this by itself; it comes in pieces. Does nothing while the device is away. */
    public void push(byte... bytes) {
        if (fault.mode != Mode.GONE) {
            arrive(fault.mode == Mode.GARBAGE ? noise() : bytes);
        }
    }

    /** Everything that drivers have sent, first to last. */
    public List<byte[]> sent() {
        return List.copyOf(sent);
    }

    @Override
    public void vanish() {
        if (fault.mode != Mode.GONE) {
            fault.mode = Mode.GONE;
            tell(Ear::lost);
            synchronized (inbox) {
                inbox.notifyAll();
            }
        }
    }

    /** The device says nothing; a board that can refuse does so by what it answers. */
    @Override
    public void refuse() {
        comeBack();
        fault.mode = Mode.REFUSING;
    }

    /** The device answers noise, and says some by itself at once. */
    @Override
    public void garbage() {
        comeBack();
        fault.mode = Mode.GARBAGE;
        for (int i = 0; i < 50; i++) {
            arrive(noise());
        }
    }

    @Override
    public void comeBack() {
        boolean gone = fault.mode == Mode.GONE;
        fault.mode = Mode.GOOD;
        if (gone) {
            tell(Ear::opened);
        }
    }

    @Override
    public int requests() {
        return fault.requests();
    }

    @Override
    public int listeners() {
        return ears.size();
    }

    @Override
    public Object outputs() {
        return board.outputs();
    }

    @Override
    public Duration waited() {
        return fault.waited();
    }

    @Override
    public List<Throwable> thrown() {
        return fault.thrown();
    }

    @Override
    public String name() {
        return "simulated";
    }

    @Override
    public AutoCloseable listen(Listener listener) {
        Ear ear = new Ear(listener);
        ears.add(ear);
        if (fault.mode != Mode.GONE) {
            thread.execute(ear::opened);
        }
        return () -> {
            ear.closed = true;
            ears.remove(ear);
        };
    }

    @Override
    public void send(byte[] bytes) throws DeviceException {
        arrive(answer(bytes));
    }

    @Override
    public <R> R exchange(byte[] request, Decoder<R> answer, Duration deadline) throws DeviceException {
        turn.lock();
        try {
            synchronized (inbox) {
                inbox.reset();
            }
            if (request.length > 0) {
                byte[] said = answer(request);
                arrive(said);
                if (said.length == 0) {
                    throw silent(deadline, 0);
                }
                return decode(said.length, answer, deadline);
            }
            return decode(Integer.MAX_VALUE, answer, deadline);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DeviceException("line simulated: interrupted while waiting for an answer", e);
        } finally {
            turn.unlock();
        }
    }

    /** Gives what arrives to the decoder; no more can come than was said. */
    private <R> R decode(int said, Decoder<R> decoder, Duration deadline) throws DeviceException, InterruptedException {
        long until = System.nanoTime() + deadline.toNanos();
        int seen = 0;
        while (true) {
            byte[] received;
            synchronized (inbox) {
                while (inbox.size() == seen && seen < said && System.nanoTime() < until) {
                    reach();
                    TimeUnit.NANOSECONDS.timedWait(inbox, Math.max(1, until - System.nanoTime()));
                }
                received = inbox.toByteArray();
            }
            if (received.length > seen) {
                Optional<R> answer = decoder.decode(received);
                if (answer.isPresent()) {
                    return answer.get();
                }
                seen = received.length;
            } else {
                throw silent(deadline, seen);
            }
        }
    }

    /** The wait for an answer that will not come is only counted. */
    private DeviceException silent(Duration deadline, int seen) {
        fault.waited(deadline);
        return new NoAnswerException("line simulated: no answer within " + deadline.toMillis() + " ms", seen);
    }

    private byte[] answer(byte[] request) throws DeviceException {
        fault.request();
        reach();
        sent.add(request.clone());
        return switch (fault.mode) {
            case GOOD -> board.answer(request.clone());
            case GARBAGE -> noise();
            default -> new byte[0];
        };
    }

    private void reach() throws DeviceException {
        if (fault.mode == Mode.GONE) {
            throw new DeviceException("line simulated: the port is not open; check that the device is plugged in");
        }
    }

    private byte[] noise() {
        byte[] noise = new byte[1 + random.nextInt(40)];
        random.nextBytes(noise);
        return noise;
    }

    /** Bytes come in pieces. */
    private void arrive(byte... bytes) {
        List<byte[]> pieces = new ArrayList<>();
        for (int from = 0; from < bytes.length; ) {
            int length = Math.min(bytes.length - from, 1 + random.nextInt(6));
            byte[] piece = new byte[length];
            System.arraycopy(bytes, from, piece, 0, length);
            pieces.add(piece);
            from += length;
        }
        for (byte[] piece : pieces) {
            thread.execute(() -> {
                synchronized (inbox) {
                    inbox.writeBytes(piece);
                    inbox.notifyAll();
                }
                ears.forEach(ear -> ear.received(piece.clone()));
            });
        }
    }

    private void tell(Consumer<Ear> what) {
        ears.forEach(ear -> thread.execute(() -> what.accept(ear)));
    }

    /** One who listens. */
    private final class Ear {

        private final Listener listener;
        private volatile boolean closed;
        /** Only on the line's thread. */
        private boolean open;

        private Ear(Listener listener) {
            this.listener = listener;
        }

        void opened() {
            if (!open) {
                open = true;
                call(listener::opened);
            }
        }

        void lost() {
            if (open) {
                open = false;
                call(listener::lost);
            }
        }

        void received(byte... bytes) {
            opened();
            call(() -> listener.received(bytes));
        }

        @SuppressWarnings("IllegalCatch")
        private void call(Runnable notice) {
            if (!closed) {
                try {
                    notice.run();
                } catch (RuntimeException | Error e) {
                    fault.thrown(e);
                }
            }
        }
    }
}
