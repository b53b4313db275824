// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.driver.phoenix;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatewatt.driver.DeviceException;
import io.gatewatt.driver.contract.Configuration;
import io.gatewatt.driver.contract.LockContract;
import io.gatewatt.driver.contract.SimulatedBus;
import io.gatewatt.driver.contract.SimulatedDevice;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PhoenixLockTest extends LockContract<PhoenixLock> {

    private static final int LOCK_FAILED = 0x0020;
    private static final int UNLOCK_FAILED = 0x0040;

    private final SimulatedBus bus = new SimulatedBus();
    private final PhoenixBoard board = new PhoenixBoard(bus, 1);

    @Override
    public PhoenixLock start() {
        return new PhoenixLock(bus, Configuration.of(PhoenixLock.Settings.class, Map.of("boltTime", 0)));
    }

    @Override
    public SimulatedDevice device() {
        return bus;
    }

    @Test
    void aBoltThatIsBlockedIsToldInWords() {
        PhoenixLock lock = start();
        board.errors(LOCK_FAILED);
        DeviceException why = assertThrows(DeviceException.class, lock::lock);
        assertTrue(why.getMessage().contains("bolt did not lock"), why.getMessage());
        assertDoesNotThrow(lock::unlock);
        board.errors(UNLOCK_FAILED);
        assertThrows(DeviceException.class, lock::unlock);
        assertDoesNotThrow(lock::lock);
        assertEquals(3, bus.unit(1).holding(4002), "lock mode: by coil");
    }
}
