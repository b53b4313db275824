// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.driver;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Implemented beside {@link ConnectorController}, {@link EnergyMeter} or {@link FaultSource} by a device that can tell
 * of a change. The hint carries no data; it makes the station read at once instead of at the next poll.
 */
@ConsumerType
public interface ChangeNotifier {

    /**
     * Calls the hint after each change from now on, on any thread; the hint returns at once.
     *
     * @return closes the listening
     */
    AutoCloseable onChange(Runnable hint);
}
