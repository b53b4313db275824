// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.config;

import java.io.IOException;
import java.util.Map;

/** Where values are kept. */
@FunctionalInterface
interface ConfigurationWriter {

    /**
     * Sets these values in the configuration of the PID and leaves its others as they are.
     *
     * @throws IOException when they cannot be stored
     */
    void write(String pid, Map<String, Object> values) throws IOException;
}
