// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.bench;

import org.osgi.annotation.versioning.ProviderType;

/**
 * The bolt of one virtual connector. The service, with property {@link VirtualConnector#NUMBER}, is there only while the connector has a
 * lock.
 */
@ProviderType
public interface VirtualLock {

    /**
     * Drives the bolt in or out; one that is there already has nothing to do, unless its drive is broken.
     *
     * @return whether the drive has reached its end position
     */
    boolean drive(boolean lock);

    /** Whether the bolt holds the cable. */
    boolean locked();
}
