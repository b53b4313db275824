// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.driver.modbusmeter;

import io.gatewatt.driver.DeviceException;
import io.gatewatt.transport.modbus.ModbusBus;
import io.gatewatt.transport.modbus.Registers;
import java.util.concurrent.TimeUnit;

/** One unit of a bus, read only, and not faster than its meter can follow. */
final class Wire {

    private static final int INPUT = 4;

    private final ModbusBus bus;
    private final int unit;
    private final int pauseMillis;
    private long last = System.nanoTime() - TimeUnit.HOURS.toNanos(1);

    Wire(ModbusBus bus, int unit, int pauseMillis) {
        this.bus = bus;
        this.unit = unit;
        this.pauseMillis = pauseMillis;
    }

    /** Reads by function 3 or 4. */
    Registers read(int function, int address, int count) throws DeviceException {
        pause();
        try {
            return function == INPUT ? bus.readInput(unit, address, count) : bus.readHolding(unit, address, count);
        } finally {
            last = System.nanoTime();
        }
    }

    private void pause() throws DeviceException {
        long left = TimeUnit.MILLISECONDS.toNanos(pauseMillis) - (System.nanoTime() - last);
        if (left > 0) {
            try {
                TimeUnit.NANOSECONDS.sleep(left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new DeviceException(this + " was not read: interrupted", e);
            }
        }
    }

    /** Stable name of the place, for example {@code rs485/1}. */
    @Override
    public String toString() {
        return bus.name() + "/" + unit;
    }
}
