// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.deploy.engine;

import io.gatewatt.deploy.Deployment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.osgi.annotation.bundle.Header;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.hooks.resolver.ResolverHookFactory;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.cm.ManagedService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Guards the door and sets the framework right before any deployed bundle starts; no component, because components come later than that. */
@Header(name = Constants.BUNDLE_ACTIVATOR, value = "${@class}")
public final class Activator implements BundleActivator {

    private static final Logger LOG = LoggerFactory.getLogger(Activator.class);

    private volatile Settings settings;
    private Gatekeeper gatekeeper;
    private BundleContext context;

    @Override
    public void start(BundleContext context) throws IOException {
        this.context = context;
        String home = Objects.requireNonNullElse(context.getProperty("gatewatt.home"), ".");
        Path folder = Path.of(home, "drivers");
        List<Path> trusted = new ArrayList<>(List.of(Path.of(home, "trust")));
        String distribution = System.getProperty("gatewatt.dist");
        if (distribution != null) {
            trusted.add(Path.of(distribution, "trust"));
        }
        Trust trust = new Trust(trusted);
        gatekeeper = new Gatekeeper(folder, trust);
        gatekeeper.remember();
        apply(configured());
        context.addBundleListener(gatekeeper);
        context.registerService(ResolverHookFactory.class, gatekeeper, null);
        for (Bundle bundle : context.getBundles()) {
            gatekeeper.notBefore(bundle);
        }
        Journal journal = Journal.read(folder);
        new Reconciliation(context, journal, gatekeeper).run();
        Inspection inspection = new Inspection(new SignatureCheck(trust), () -> settings.unsignedAllowed());
        context.registerService(
                Deployment.class,
                new Engine(context, folder, journal, gatekeeper, inspection, () -> settings, step -> {}),
                null);
        ManagedService changes = this::changed;
        context.registerService(
                ManagedService.class, changes, new Hashtable<>(Map.of(Constants.SERVICE_PID, Settings.PID)));
    }

    @Override
    public void stop(BundleContext context) {
        // The framework takes hook, listener and services back.
    }

    /** Synchronously, for the first bundles resolve before ConfigAdmin's own thread would tell. */
    private Dictionary<String, ?> configured() {
        ServiceReference<ConfigurationAdmin> reference = context.getServiceReference(ConfigurationAdmin.class);
        if (reference == null) {
            return null;
        }
        try {
            Configuration[] found = context.getService(reference)
                    .listConfigurations("(" + Constants.SERVICE_PID + "=" + Settings.PID + ")");
            return found == null ? null : found[0].getProperties();
        } catch (IOException | InvalidSyntaxException e) {
            LOG.warn("the settings cannot be read: {}", e.toString());
            return null;
        } finally {
            context.ungetService(reference);
        }
    }

    private void apply(Dictionary<String, ?> configuration) {
        Settings before = settings;
        settings = Settings.of(configuration, Boolean.parseBoolean(context.getProperty(Settings.UNSIGNED_PROPERTY)));
        boolean changed = before == null || before.unsignedAllowed() != settings.unsignedAllowed();
        if (changed) {
            gatekeeper.allowUnsigned(settings.unsignedAllowed());
            if (settings.unsignedAllowed()) {
                LOG.warn(
                        "developer mode: unsigned bundles are let in, so anybody's code may run here (setting {}, {})",
                        "unsignedAllowed",
                        Settings.PID);
            } else if (before != null) {
                LOG.info(
                        "developer mode has ended: unsigned bundles are not let in any more; those that run go at the next start");
            }
        }
    }

    private void changed(Dictionary<String, ?> configuration) {
        boolean before = settings.unsignedAllowed();
        apply(configuration);
        if (!before && settings.unsignedAllowed()) {
            for (Bundle bundle : context.getBundles()) {
                if (bundle.getState() == Bundle.INSTALLED
                        && bundle.adapt(BundleStartLevel.class).isPersistentlyStarted()) {
                    again(bundle);
                }
            }
        }
    }

    private static void again(Bundle bundle) {
        try {
            bundle.start(Bundle.START_TRANSIENT);
        } catch (BundleException e) {
            LOG.warn("{} does not start: {}", bundle, Fence.words(e));
        }
    }
}
