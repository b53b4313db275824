// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.cm.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Map;
import java.util.function.Function;
import org.apache.felix.cm.PersistenceManager;
import org.osgi.annotation.bundle.Header;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;

/**
 * Offers the files under {@code <gatewatt.home>/config} to ConfigAdmin, which waits for them when the framework property {@code felix.cm.pm} is
 * {@value #NAME}. An activator, because components come after configuration.
 *
 * <p>Beside it a {@link Function} with {@code gatewatt.configuration=stored-last} gives by PID the {@link Dictionary} that was stored last, null when
 * that is not known: it differs from the configuration where somebody has edited the file.
 */
@Header(name = Constants.BUNDLE_ACTIVATOR, value = "${@class}")
public final class Activator implements BundleActivator {

    /** Value of {@code felix.cm.pm} that selects this store. */
    public static final String NAME = "gatewatt";

    private ConfigurationFiles files;

    @Override
    public void start(BundleContext context) throws IOException {
        String home = context.getProperty("gatewatt.home");
        files = new ConfigurationFiles(Path.of(home == null ? "." : home, "config"));
        context.registerService(
                PersistenceManager.class, files, new Hashtable<>(Map.of(PersistenceManager.PROPERTY_NAME, NAME)));
        Function<String, Dictionary<?, ?>> storedLast = this::storedLast;
        context.registerService(
                Function.class, storedLast, new Hashtable<>(Map.of("gatewatt.configuration", "stored-last")));
    }

    private Dictionary<?, ?> storedLast(String pid) {
        return files.storedLast(pid).orElse(null);
    }

    @Override
    public void stop(BundleContext context) {
        files.flush();
    }
}
