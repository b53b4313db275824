// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.driver.simulated;

import io.gatewatt.bench.VirtualLock;
import io.gatewatt.driver.ConnectorLock;
import io.gatewatt.driver.DeviceException;

/** The lock of a virtual connector: a command is done when the bolt is where it shall be. */
record SimulatedLock(VirtualLock bolt) implements ConnectorLock {

    @Override
    public boolean locked() {
        return bolt.locked();
    }

    @Override
    public void lock() throws DeviceException {
        if (!bolt.drive(true)) {
            throw new DeviceException("the bolt did not reach its end position; check that the plug is fully in");
        }
    }

    @Override
    public void unlock() throws DeviceException {
        if (!bolt.drive(false)) {
            throw new DeviceException("the bolt did not come out; check that the cable is not under tension");
        }
    }
}
