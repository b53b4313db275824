// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.deploy.engine;

import io.gatewatt.deploy.engine.Journal.Edition;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the framework fit the journal, before any deployed bundle starts: whatever a kill has left half done, exactly one version of each bundle is
 * started afterwards, and it is the one the journal tells of.
 */
final class Reconciliation {

    private static final Logger LOG = LoggerFactory.getLogger(Reconciliation.class);

    private final BundleContext context;
    private final Journal journal;
    private final Gatekeeper gatekeeper;

    Reconciliation(BundleContext context, Journal journal, Gatekeeper gatekeeper) {
        this.context = context;
        this.journal = journal;
        this.gatekeeper = gatekeeper;
    }

    void run() throws IOException {
        Optional<Journal.Exchange> cut = journal.exchange();
        for (Bundle bundle : Places.deployed(context)) {
            if (!wanted(bundle)) {
                away(bundle);
            }
        }
        for (String name : journal.names()) {
            one(name, cut.filter(exchange -> exchange.name().equals(name)).isPresent());
        }
        if (cut.isPresent()) {
            String name = cut.get().name();
            Optional<Edition> current = journal.current(name);
            if (current.isEmpty()) {
                Places.aside(context, name).ifPresent(this::start);
            }
            LOG.warn(
                    "the station was cut off while {} went from {} to {}; {} runs",
                    name,
                    said(cut.get().from()),
                    said(cut.get().to()),
                    current.map(edition -> edition.version().toString())
                            .or(() -> Places.aside(context, name)
                                    .map(bundle -> bundle.getVersion().toString()))
                            .orElse("none"));
            journal.end();
        }
        journal.tidy();
    }

    private static String said(String version) {
        return version.isEmpty() ? "none" : version;
    }

    /** The one that the journal tells of, and still that version: nobody has updated it in place. */
    private boolean wanted(Bundle bundle) {
        return journal.current(bundle.getSymbolicName())
                .filter(edition -> edition.version().equals(bundle.getVersion())
                        && bundle.getLocation().equals(Places.location(bundle.getSymbolicName(), edition.version())))
                .isPresent();
    }

    private void one(String name, boolean cut) throws IOException {
        Edition current = journal.current(name).orElseThrow();
        Bundle deployed = context.getBundle(Places.location(name, current.version()));
        Optional<Bundle> own = Places.aside(context, name);
        if (own.filter(bundle -> bundle.getLocation().startsWith(Gatekeeper.DISTRIBUTION)
                        && bundle.getVersion().compareTo(current.version()) >= 0)
                .isPresent()) {
            LOG.info(
                    "{} {} comes with the distribution now; {} is gone",
                    name,
                    own.get().getVersion(),
                    current.version());
            journal.forget(name);
            journal.tidy();
            if (deployed != null) {
                away(deployed);
            }
            start(own.get());
            return;
        }
        boolean anew = deployed == null;
        if (anew) {
            deployed = installed(name, current, own);
        }
        if (deployed == null || !gatekeeper.admits(deployed)) {
            LOG.error(
                    "{} {} cannot run{}",
                    name,
                    current.version(),
                    own.map(bundle -> "; " + bundle.getVersion() + " of the distribution does")
                            .orElse(""));
            own.ifPresent(this::start);
            return;
        }
        own.ifPresent(bundle -> {
            if (bundle.adapt(BundleStartLevel.class).isPersistentlyStarted()) {
                stop(bundle);
            }
        });
        // One that an operator stopped stays stopped.
        if (anew || cut) {
            start(deployed);
        }
    }

    /** The framework has lost its copy, or somebody took it away: there is ours. */
    private Bundle installed(String name, Edition current, Optional<Bundle> own) throws IOException {
        Path jar = journal.jar(name, current.version());
        try (InputStream in = Files.newInputStream(jar)) {
            Bundle bundle = context.installBundle(Places.location(name, current.version()), in);
            int level = own.map(bundle2 -> bundle2.adapt(BundleStartLevel.class).getStartLevel())
                    .orElse(0);
            bundle.adapt(BundleStartLevel.class).setStartLevel(Math.max(Gatekeeper.START_LEVEL, level));
            return bundle;
        } catch (IOException | BundleException e) {
            LOG.error("{} cannot be installed again: {}", jar, Fence.words(e));
            return null;
        }
    }

    private void start(Bundle bundle) {
        try {
            bundle.start();
        } catch (BundleException | IllegalStateException e) {
            LOG.error("{} does not start: {}", bundle, Fence.words(e));
        }
    }

    private static void stop(Bundle bundle) {
        try {
            bundle.stop();
        } catch (BundleException | IllegalStateException e) {
            LOG.error("{} does not stop: {}", bundle, Fence.words(e));
        }
    }

    private static void away(Bundle bundle) {
        try {
            bundle.uninstall();
        } catch (BundleException | IllegalStateException e) {
            LOG.error("{} cannot be taken away: {}", bundle, Fence.words(e));
        }
    }
}
