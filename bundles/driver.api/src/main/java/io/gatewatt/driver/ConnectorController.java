// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.driver;

import org.osgi.annotation.versioning.ConsumerType;

/** The control-pilot board of one connector. Safety stays in it; the station only allows and limits. */
@ConsumerType
public interface ConnectorController {

    /** What the hardware can do. No I/O. */
    Capabilities capabilities();

    /**
     * The present state as a level, not an event.
     *
     * @throws DeviceException when the board does not answer
     */
    ConnectorReport report() throws DeviceException;

    /**
     * Makes the set point so. Idempotent; the station repeats it after every reconnect or driver swap.
     *
     * @throws DeviceException when the board did not take it
     */
    void apply(Setpoint wanted) throws DeviceException;
}
