// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.config;

import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.cm.ConfigurationListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The configurations a maker's bundle brings along. The Configurator applies them in the background, and only where nothing is configured
 * yet: a setting written before them would keep all of them out. So they are waited for.
 */
final class MakerConfigurations {

    /** Capability of a bundle with configurations; its attribute {@code pids} lists them. */
    static final String NAMESPACE = "io.gatewatt.configuration";

    private static final Logger LOG = LoggerFactory.getLogger(MakerConfigurations.class);

    private MakerConfigurations() {}

    /** Returns when these configurations are there, or after this time. */
    static void await(BundleContext context, ConfigurationAdmin admin, Set<String> pids, Duration patience)
            throws InterruptedException {
        CountDownLatch all = new CountDownLatch(1);
        ConfigurationListener listener = event -> {
            if (missing(admin, pids).isEmpty()) {
                all.countDown();
            }
        };
        ServiceRegistration<ConfigurationListener> registration =
                context.registerService(ConfigurationListener.class, listener, null);
        try {
            if (!missing(admin, pids).isEmpty() && !all.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.error(
                        "the configurations {} of the station's maker are not there after {} s; the settings given are stored without them",
                        missing(admin, pids),
                        patience.toSeconds());
            }
        } finally {
            registration.unregister();
        }
    }

    /** PIDs of the configurations that started bundles bring along. */
    static Set<String> promised(BundleContext context) {
        Set<String> pids = new TreeSet<>();
        Stream.of(context.getBundles())
                .filter(bundle -> (bundle.getState() & (Bundle.STARTING | Bundle.ACTIVE)) != 0)
                .map(bundle -> bundle.adapt(BundleRevision.class))
                .flatMap(revision -> revision.getDeclaredCapabilities(NAMESPACE).stream())
                .map(capability -> capability.getAttributes().get("pids"))
                .forEach(value -> ((Collection<?>) value).forEach(pid -> pids.add(pid.toString())));
        return pids;
    }

    private static List<String> missing(ConfigurationAdmin admin, Set<String> pids) {
        return pids.stream().filter(pid -> !there(admin, pid)).toList();
    }

    private static boolean there(ConfigurationAdmin admin, String pid) {
        try {
            return admin.listConfigurations("(service.pid=" + pid + ")") != null;
        } catch (IOException | InvalidSyntaxException e) {
            throw new IllegalStateException("cannot ask for configuration " + pid, e);
        }
    }
}
