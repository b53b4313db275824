// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.driver;

import org.osgi.annotation.versioning.ConsumerType;

/** The lock that holds a cable in the station's socket. Connectors with a fixed cable have none. */
@ConsumerType
public interface ConnectorLock {

    /** Whether the cable is held now. */
    boolean locked() throws DeviceException;

    /**
     * Locks the cable; done already is success.
     *
     * @throws DeviceException when the bolt did not reach its end position
     */
    void lock() throws DeviceException;

    /**
     * Releases the cable; done already is success.
     *
     * @throws DeviceException when the bolt did not leave its end position
     */
    void unlock() throws DeviceException;
}
