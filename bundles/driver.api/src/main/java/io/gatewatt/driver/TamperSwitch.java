// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.driver;

import org.osgi.annotation.versioning.ConsumerType;

/** A switch that sees the enclosure opened. Implement {@link ChangeNotifier} beside it. */
@ConsumerType
public interface TamperSwitch {

    /** Whether the enclosure is open now. */
    boolean open() throws DeviceException;
}
