// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.station;

import org.osgi.annotation.versioning.ProviderType;

/** The process the station runs in. */
@ProviderType
public interface ProcessControl {

    /** Ends the process in good order and has the supervisor start it again. Returns at once. */
    void restart(String why);
}
