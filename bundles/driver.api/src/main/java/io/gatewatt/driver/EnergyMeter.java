// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.driver;

import io.gatewatt.measure.MeterIdentity;
import io.gatewatt.measure.MeterReading;
import org.osgi.annotation.versioning.ConsumerType;

/** An energy meter of one connector. */
@ConsumerType
public interface EnergyMeter {

    /** Who the meter is. No I/O: known since activation. */
    MeterIdentity identity();

    /**
     * Reads one consistent sample.
     *
     * @throws DeviceException when the meter is silent or answers nonsense
     */
    MeterReading read() throws DeviceException;
}
