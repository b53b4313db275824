// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.deploy.engine;

import io.gatewatt.deploy.Deployment;
import io.gatewatt.deploy.Outcome;
import io.gatewatt.driver.EnergyMeter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.felix.framework.FrameworkFactory;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.hooks.resolver.ResolverHookFactory;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.startlevel.FrameworkStartLevel;

/** A framework with the engine in it, as the distribution has it; it can be cut off and opened again over the same storage. */
final class Station implements AutoCloseable {

    private final Path home;
    private final Framework framework;
    private final Gatekeeper gatekeeper;
    private volatile Settings settings;
    private final Engine engine;

    private Station(Path home, Consumer<Step> steps, Settings settings, List<Path> distribution)
            throws BundleException, IOException {
        this.home = home;
        this.settings = settings;
        framework = new FrameworkFactory()
                .newFramework(Map.of(
                        "org.osgi.framework.storage",
                        home.resolve("bundles").toString(),
                        "org.osgi.framework.startlevel.beginning",
                        "20",
                        "org.osgi.framework.system.packages.extra",
                        "io.gatewatt.driver;version=1.1.0,io.gatewatt.measure;version=1.0.0"));
        framework.init();
        for (Path jar : distribution) {
            bring(jar);
        }
        Trust trust = new Trust(List.of(home.resolve("trust")));
        Path folder = home.resolve("drivers");
        gatekeeper = new Gatekeeper(folder, trust);
        gatekeeper.remember();
        gatekeeper.allowUnsigned(settings.unsignedAllowed());
        framework.getBundleContext().addBundleListener(gatekeeper);
        framework.getBundleContext().registerService(ResolverHookFactory.class, gatekeeper, null);
        Journal journal = Journal.read(folder);
        new Reconciliation(framework.getBundleContext(), journal, gatekeeper).run();
        engine = new Engine(
                framework.getBundleContext(),
                folder,
                journal,
                gatekeeper,
                new Inspection(new SignatureCheck(trust), () -> this.settings.unsignedAllowed()),
                () -> this.settings,
                steps);
        framework.start();
    }

    /** As the launcher does: installed, or updated when it is another version. */
    private void bring(Path jar) throws BundleException, IOException {
        String location = "gatewatt:io.gatewatt:" + Bundles.NAME;
        Bundle present = framework.getBundleContext().getBundle(location);
        try (InputStream in = Files.newInputStream(jar)) {
            if (present != null) {
                present.update(in);
                return;
            }
            Bundle bundle = framework.getBundleContext().installBundle(location, in);
            bundle.adapt(BundleStartLevel.class).setStartLevel(11);
            bundle.start();
        }
    }

    static Station open(Path home) throws BundleException, IOException {
        return open(home, step -> {});
    }

    static Station open(Path home, Consumer<Step> steps, Path... distribution) throws BundleException, IOException {
        return new Station(home, steps, new Settings(false, 1), List.of(distribution));
    }

    Engine engine() {
        return engine;
    }

    Deployment deployment() {
        return engine;
    }

    void settings(Settings wanted) {
        settings = wanted;
        gatekeeper.allowUnsigned(wanted.unsignedAllowed());
    }

    Framework framework() {
        return framework;
    }

    Outcome install(Path jar) throws IOException {
        return engine.install(jar, "test");
    }

    /** All bundles of the driver's name that run, by version. */
    List<String> running() {
        return Arrays.stream(framework.getBundleContext().getBundles())
                .filter(bundle -> Bundles.NAME.equals(bundle.getSymbolicName()))
                .filter(bundle -> bundle.getState() == Bundle.ACTIVE)
                .map(bundle -> bundle.getVersion().toString())
                .sorted()
                .toList();
    }

    /** All bundles of the driver's name that are installed, by version. */
    List<String> installed() {
        return Arrays.stream(framework.getBundleContext().getBundles())
                .filter(bundle -> Bundles.NAME.equals(bundle.getSymbolicName()))
                .map(bundle -> bundle.getVersion().toString())
                .sorted()
                .toList();
    }

    /** Versions that offer this meter. */
    Set<String> meters(String device) throws Exception {
        TreeSet<String> versions = new TreeSet<>();
        for (ServiceReference<EnergyMeter> service :
                framework.getBundleContext().getServiceReferences(EnergyMeter.class, "(device.id=" + device + ")")) {
            versions.add(service.getProperty("version").toString());
        }
        return versions;
    }

    Path home() {
        return home;
    }

    int startLevel() {
        return framework.adapt(FrameworkStartLevel.class).getStartLevel();
    }

    @Override
    public void close() throws BundleException {
        framework.stop();
        try {
            framework.waitForStop(TimeUnit.SECONDS.toMillis(10));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
