// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.cm.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Hashtable;
import org.apache.felix.cm.PersistenceManager;
import org.osgi.annotation.bundle.Header;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;

/**
 * Offers the files under {@code <gatewatt.home>/config} to ConfigAdmin, which waits for them when the framework property {@code felix.cm.pm} is
 * {@value #NAME}. An activator, because components come after configuration.
 */
@Header(name = Constants.BUNDLE_ACTIVATOR, value = "${@class}")
public final class Activator implements BundleActivator {

    /** Value of {@code felix.cm.pm} that selects this store. */
    public static final String NAME = "gatewatt";

    @Override
    public void start(BundleContext context) throws IOException {
        String home = context.getProperty("gatewatt.home");
        Hashtable<String, Object> properties = new Hashtable<>();
        properties.put(PersistenceManager.PROPERTY_NAME, NAME);
        context.registerService(
                PersistenceManager.class,
                new ConfigurationFiles(Path.of(home == null ? "." : home, "config")),
                properties);
    }

    @Override
    public void stop(BundleContext context) {
        // The framework takes the service back; there is nothing open.
    }
}
