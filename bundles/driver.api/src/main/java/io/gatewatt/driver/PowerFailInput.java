// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.driver;

import org.osgi.annotation.versioning.ConsumerType;

/** Tells that the mains is gone and the station lives on its backup supply for a short time. */
@ConsumerType
public interface PowerFailInput {

    /**
     * Calls the sink when the mains fails, on any thread; the sink returns at once.
     *
     * @return closes the listening
     */
    AutoCloseable listen(Runnable failing);
}
