// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.config;

import org.osgi.framework.BundleContext;

/** The station's home directory. */
final class Home {

    private Home() {}

    /** Framework property {@code gatewatt.home}; the working directory when it is not set. */
    static String of(BundleContext context) {
        String home = context.getProperty("gatewatt.home");
        return home == null ? "." : home;
    }
}
