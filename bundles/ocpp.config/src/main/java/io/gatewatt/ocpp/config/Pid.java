// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.config;

import java.util.Map;
import java.util.Objects;
import org.osgi.framework.Constants;
import org.osgi.service.cm.ConfigurationAdmin;

/**
 * Names of a configuration.
 *
 * @param instance the PID itself
 * @param designated the PID that a metatype document designates: of an instance its factory, of a targeted PID what stands before the target
 */
record Pid(String instance, String designated) {

    /** Of the properties of a configuration. */
    static Pid of(Map<String, ?> properties) {
        return of(Objects.toString(properties.get(Constants.SERVICE_PID), ""), properties);
    }

    /** Of a PID and the properties, which tell the factory. */
    static Pid of(String pid, Map<String, ?> properties) {
        String name = Objects.toString(properties.get(ConfigurationAdmin.SERVICE_FACTORYPID), pid);
        return new Pid(pid, name.replaceAll("[|~].*", ""));
    }
}
