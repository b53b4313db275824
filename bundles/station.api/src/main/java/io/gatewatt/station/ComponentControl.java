// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.station;

import org.osgi.annotation.versioning.ProviderType;

/** The components that the station is made of: its drivers, the station itself, and what speaks for it. */
@ProviderType
public interface ComponentControl {

    /**
     * Stops the components and starts them again, in the same process. Returns at once. What has to outlive it must be in the store.
     *
     * @param retries how often it is tried again when they do not come back; after that, the process is started again
     */
    void restart(String why, int retries);
}
