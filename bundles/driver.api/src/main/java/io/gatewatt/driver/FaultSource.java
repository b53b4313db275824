// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.driver;

import io.gatewatt.measure.DeviceFault;
import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/** Hardware of the whole station, not of a connector, that can report faults: door, temperature, main switch. */
@ConsumerType
public interface FaultSource {

    /** What is wrong now; empty when nothing is. */
    List<DeviceFault> faults() throws DeviceException;
}
