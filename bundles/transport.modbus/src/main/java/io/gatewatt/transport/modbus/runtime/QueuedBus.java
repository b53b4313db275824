// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.transport.modbus.runtime;

import io.gatewatt.driver.DeviceException;
import io.gatewatt.transport.modbus.ModbusBus;
import io.gatewatt.transport.modbus.Registers;
import io.gatewatt.transport.serial.NoAnswerException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A bus: callers queue up, one thread asks. */
final class QueuedBus implements ModbusBus {

    private static final Logger LOG = LoggerFactory.getLogger(QueuedBus.class);

    /** Longest time of a call, with the wait for its turn. The station gives a driver 5 s. */
    static final Duration PATIENCE = Duration.ofSeconds(4);

    /**
     * How a bus is timed, and whom it may ask.
     *
     * @param timeout longest time for one request, a repetition included, ms
     * @param gap silence on the wire before each request, ms
     * @param firstUnit lowest address of a unit
     * @param lastUnit highest address of a unit
     */
    record Rules(int timeout, int gap, int firstUnit, int lastUnit) {}

    private final String name;
    private final Rules rules;
    private final Framing framing;
    private final Channel channel;
    private final RequestQueue queue = new RequestQueue();
    private final UnitHealth health = new UnitHealth();
    private final Thread thread;
    private volatile boolean closed;
    private long lastFrame = System.nanoTime();

    QueuedBus(String name, Rules rules, Framing framing, Channel channel) {
        this.name = name;
        this.rules = rules;
        this.framing = framing;
        this.channel = channel;
        thread = new Thread(this::run, "modbus-" + name);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Ends the thread; who waits is told. */
    void stop() {
        closed = true;
        channel.close();
        thread.interrupt();
        try {
            thread.join(PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        refuseAll();
    }

    /** How many wait for their turn. */
    int waiting() {
        return queue.size();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Registers readHolding(int unit, int address, int count) throws DeviceException {
        return registers(Request.read(Function.READ_HOLDING, unit, address, count));
    }

    @Override
    public Registers readInput(int unit, int address, int count) throws DeviceException {
        return registers(Request.read(Function.READ_INPUT, unit, address, count));
    }

    @Override
    public boolean[] readCoils(int unit, int address, int count) throws DeviceException {
        return bits(Request.read(Function.READ_COILS, unit, address, count));
    }

    @Override
    public boolean[] readDiscrete(int unit, int address, int count) throws DeviceException {
        return bits(Request.read(Function.READ_DISCRETE, unit, address, count));
    }

    @Override
    public void writeCoil(int unit, int address, boolean on) throws DeviceException {
        call(Request.writeCoil(unit, address, on));
    }

    @Override
    public void writeRegister(int unit, int address, int value) throws DeviceException {
        call(Request.writeRegister(unit, address, value));
    }

    @Override
    public void writeRegisters(int unit, int address, int... values) throws DeviceException {
        call(Request.writeRegisters(unit, address, values));
    }

    private Registers registers(Request request) throws DeviceException {
        return request.registers(call(request));
    }

    private boolean[] bits(Request request) throws DeviceException {
        return request.bits(call(request));
    }

    /** Queues up and waits. */
    private byte[] call(Request request) throws DeviceException {
        if (request.unit() < rules.firstUnit || request.unit() > rules.lastUnit) {
            throw new IllegalArgumentException("unit " + request.unit() + " on bus " + name + "; " + rules.firstUnit
                    + ".." + rules.lastUnit + " expected");
        }
        spare(request);
        Pending pending = new Pending(request);
        queue.add(pending);
        if (closed) {
            refuseAll();
        }
        try {
            return pending.answer().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof DeviceException told
                    ? told
                    : failure(request, e.getCause().toString());
        } catch (TimeoutException e) {
            throw failure(request, queue.remove(pending) ? busy() : "the line does not come back");
        } catch (InterruptedException e) {
            queue.remove(pending);
            Thread.currentThread().interrupt();
            throw failure(request, "interrupted");
        }
    }

    /** Fails at once when the unit is known to be silent. */
    private void spare(Request request) throws DeviceException {
        long pause = health.pause(request.unit(), System.nanoTime());
        if (pause > 0) {
            throw failure(
                    request,
                    "the unit does not answer; it is asked again in " + TimeUnit.NANOSECONDS.toMillis(pause)
                            + " ms: check its power, wiring, address and baud rate");
        }
    }

    private DeviceException failure(Request request, String why) {
        return new DeviceException("bus " + name + ", " + request + ": " + why);
    }

    private String busy() {
        return "the bus is busy: no turn within " + (PATIENCE.toMillis() - rules.timeout) + " ms";
    }

    private void refuseAll() {
        for (Pending pending : queue.clear()) {
            pending.answer().completeExceptionally(failure(pending.request(), "the bus is closed"));
        }
    }

    private void run() {
        try {
            while (!closed) {
                Pending next = queue.take();
                try {
                    serve(next);
                } catch (RuntimeException e) {
                    LOG.warn("bus {}: {} fails", name, next.request(), e);
                    next.answer().completeExceptionally(e);
                } catch (InterruptedException e) {
                    next.answer().completeExceptionally(failure(next.request(), "the bus is closed"));
                    return;
                }
            }
        } catch (InterruptedException e) {
            // stopped
        } finally {
            refuseAll();
        }
    }

    private void serve(Pending pending) throws InterruptedException {
        Request request = pending.request();
        if (millisSince(pending.since()) > PATIENCE.toMillis() - rules.timeout) {
            pending.answer().completeExceptionally(failure(request, busy()));
            return;
        }
        try {
            spare(request);
            byte[] answer = ask(request);
            if (answer[0] < 0) {
                int code = answer[1] & 0xFF;
                heard(request, !ExceptionCode.silent(code));
                throw failure(request, "exception " + code + ", " + ExceptionCode.words(code));
            }
            heard(request, true);
            pending.answer().complete(answer);
        } catch (NoAnswerException e) {
            heard(request, false);
            pending.answer().completeExceptionally(failure(request, silence(e)));
            settle(false);
        } catch (BadFrameException e) {
            heard(request, false);
            pending.answer()
                    .completeExceptionally(
                            failure(request, e.getMessage() + ": check wiring, termination and baud rate"));
            settle(true);
        } catch (DeviceException e) {
            String told = e.getMessage();
            pending.answer().completeExceptionally(told.startsWith("bus ") ? e : failure(request, told));
        }
    }

    private String silence(NoAnswerException e) {
        return e.received() == 0
                ? "no answer within " + rules.timeout + " ms: check the unit's power, wiring, address and baud rate"
                : "the answer broke off after " + e.received() + " bytes: check wiring, termination and baud rate";
    }

    /** Asks, and once more when the answer was broken, all within the deadline. */
    private byte[] ask(Request request) throws DeviceException, InterruptedException {
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(rules.timeout);
        try {
            return once(request, until);
        } catch (BadFrameException | NoAnswerException e) {
            boolean broken = e instanceof BadFrameException || ((NoAnswerException) e).received() > 0;
            if (!broken || until - System.nanoTime() <= 0) {
                throw e;
            }
            settle(true);
            LOG.debug("bus {}: {}: {}; asked again", name, request, e.getMessage());
            return once(request, until);
        }
    }

    private byte[] once(Request request, long until) throws DeviceException, InterruptedException {
        long early = lastFrame + TimeUnit.MILLISECONDS.toNanos(rules.gap) - System.nanoTime();
        if (early > 0) {
            TimeUnit.NANOSECONDS.sleep(early);
        }
        Framing.Exchange exchange = framing.begin(request);
        try {
            Duration left = Duration.ofNanos(Math.max(1, until - System.nanoTime()));
            return channel.exchange(exchange.frame(), exchange, left);
        } catch (NoAnswerException e) {
            exchange.givenUp();
            throw e;
        } finally {
            lastFrame = System.nanoTime();
        }
    }

    private void settle(boolean garbage) {
        try {
            if (garbage) {
                channel.afterGarbage();
            } else {
                channel.afterSilence();
            }
        } catch (DeviceException e) {
            LOG.debug("bus {}: {}", name, e.getMessage()); // the next request meets it, too
        }
    }

    private void heard(Request request, boolean answered) {
        int unit = request.unit();
        if (answered) {
            if (health.answered(unit)) {
                LOG.info("bus {}: unit {} answers again", name, unit);
            }
        } else if (health.failed(unit, System.nanoTime())) {
            LOG.warn(
                    "bus {}: unit {} does not answer; it is asked every {} s until it does",
                    name,
                    unit,
                    UnitHealth.PAUSE / 1_000_000_000);
        }
    }

    private static long millisSince(long then) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - then);
    }
}
