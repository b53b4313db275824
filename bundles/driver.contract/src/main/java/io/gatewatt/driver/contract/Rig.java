// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.driver.contract;

/**
 * A driver under test and its device.
 *
 * @param <D> class of the driver
 */
public interface Rig<D> {

    /**
     * Makes and activates a driver as declarative services would, with the same configuration each time. Called again while others still run: that is
     * how a new version comes.
     */
    D start() throws Exception;

    /** Deactivates it: calls its {@code @Deactivate} method. A driver that has none needs nothing here. */
    default void stop(D driver) throws Exception {}

    /** Its device, shared by all drivers this rig has started. In good order, and answering, when the test begins. */
    SimulatedDevice device();

    /** Whether a thread belongs to the peer that plays the device, and not to the driver. Those of the simulated peers are known. */
    default boolean belongsToPeer(Thread thread) {
        return false;
    }
}
