// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.driver.modbusio;

import io.gatewatt.driver.DeviceException;
import io.gatewatt.driver.Setting;
import io.gatewatt.transport.modbus.ModbusBus;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One discrete input of a relay module, looked at again and again; tells when it goes on or off. Its thread ends with {@link #close}. */
final class ModbusInput implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ModbusInput.class);
    private static final int EVERY_MS = 200;

    private final ModbusBus bus;
    private final int unit;
    private final int input;
    private final boolean inverted;
    private final List<Consumer<Boolean>> listeners = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService thread;
    /** As it was seen last. */
    private volatile boolean seen;

    private boolean silent;

    /** @throws IllegalArgumentException when unit or input is out of range */
    @SuppressWarnings("FutureReturnValueIgnored") // it ends with its thread
    ModbusInput(ModbusBus bus, int unit, int input, boolean inverted) {
        this.bus = bus;
        this.unit = Setting.within("unit", unit, 1, 247);
        this.input = Setting.within("input", input, 0, 65535);
        this.inverted = inverted;
        this.thread = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread looking = new Thread(task, "input-" + bus.name() + "-" + unit + "-" + input);
            looking.setDaemon(true);
            return looking;
        });
        thread.scheduleWithFixedDelay(this::look, EVERY_MS, EVERY_MS, TimeUnit.MILLISECONDS);
    }

    /** Whether it is on now; inverted when configured so. */
    boolean on() throws DeviceException {
        return bus.readDiscrete(unit, input, 1)[0] != inverted;
    }

    /** Tells each change from now on, and an input that is on already. */
    AutoCloseable onChange(Consumer<Boolean> listener) {
        listeners.add(listener);
        if (seen) {
            listener.accept(true);
        }
        return () -> listeners.remove(listener);
    }

    private void look() {
        try {
            boolean now = on();
            boolean changed = seen != now;
            seen = now;
            silent = false;
            if (changed) {
                listeners.forEach(listener -> listener.accept(now));
            }
        } catch (DeviceException | RuntimeException e) {
            if (!silent && !thread.isShutdown()) {
                LOG.warn("input {} of unit {} cannot be read: {}", input, unit, e.getMessage());
            }
            silent = true;
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
