// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.itests.drivers;

import io.gatewatt.itests.harness.Csms;
import io.gatewatt.itests.harness.Project;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/**
 * The built transports and drivers in a framework without a station. The test asks the drivers by their interfaces, which the framework takes from
 * the class path.
 */
final class DriverHost implements AutoCloseable {

    /** Bundles of others, as the distribution has them. */
    private static final List<String> LIBRARIES = List.of(
            "org.osgi.util.function",
            "org.osgi.util.promise",
            "org.osgi.util.converter",
            "org.osgi.service.component",
            "org.apache.felix.configadmin",
            "org.apache.felix.scr",
            "jackson-annotations",
            "jackson-core",
            "jackson-databind",
            "jSerialComm",
            "jna");

    private static DriverHost only;

    private final Framework framework;
    private final Deque<Configuration> configurations = new ArrayDeque<>();

    private DriverHost(Path storage) {
        Map<String, String> settings = new HashMap<>();
        settings.put(Constants.FRAMEWORK_STORAGE, storage.toString());
        settings.put(Constants.FRAMEWORK_STORAGE_CLEAN, Constants.FRAMEWORK_STORAGE_CLEAN_ONFIRSTINIT);
        settings.put(
                Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
                exports("driver.api")
                        + ",org.slf4j;version=2.0.0,org.slf4j.event;version=2.0.0,org.osgi.service.cm;version=1.6.1");
        framework = ServiceLoader.load(FrameworkFactory.class)
                .findFirst()
                .orElseThrow()
                .newFramework(settings);
        try {
            framework.start();
            Path artifacts = Project.distribution().resolve("artifacts");
            for (String library : LIBRARIES) {
                install(only(artifacts, library));
            }
            for (Path bundle : ours()) {
                install(bundle);
            }
            for (Bundle bundle : framework.getBundleContext().getBundles()) {
                bundle.start();
            }
        } catch (BundleException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The only one of this process, for native libraries are loaded once; closing it takes only its configurations away. */
    static synchronized DriverHost open() {
        if (only == null) {
            try {
                only = new DriverHost(Files.createTempDirectory("gatewatt-drivers"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return only;
    }

    /** The built jar of one of our bundles. */
    static Path built(String name) {
        return only(Project.root().resolve("bundles").resolve(name).resolve("target"), "io.gatewatt." + name);
    }

    private static List<Path> ours() {
        try (Stream<Path> folders = Files.list(Project.root().resolve("bundles"))) {
            return folders.map(folder -> folder.getFileName().toString())
                    .filter(name -> name.startsWith("transport.") || name.startsWith("driver."))
                    .filter(name -> !List.of("driver.api", "driver.contract", "driver.simulated")
                            .contains(name))
                    .map(DriverHost::built)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path only(Path folder, String artifact) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.getFileName()
                            .toString()
                            .matches(artifact.replace(".", "\\.") + "-\\d[^-]*(-SNAPSHOT)?\\.jar"))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("no " + artifact + " in " + folder));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String exports(String bundle) {
        try (JarFile jar = new JarFile(built(bundle).toFile())) {
            return jar.getManifest().getMainAttributes().getValue(Constants.EXPORT_PACKAGE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void install(Path jar) throws BundleException {
        framework.getBundleContext().installBundle(jar.toUri().toString());
    }

    /** Adds a configuration to a factory PID: names and values in turn. */
    DriverHost configure(String factory, Object... settings) {
        Dictionary<String, Object> values = new Hashtable<>();
        for (int i = 0; i < settings.length; i += 2) {
            values.put((String) settings[i], settings[i + 1]);
        }
        BundleContext context = framework.getBundleContext();
        ConfigurationAdmin admin = context.getService(context.getServiceReference(ConfigurationAdmin.class));
        try {
            Configuration configuration = admin.createFactoryConfiguration(factory, "?");
            configurations.push(configuration);
            configuration.update(values);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** A serial line on a port, and a Modbus bus on it, both of this name. */
    DriverHost rtu(String name, String port) {
        return configure("transport.serial", "line.id", name, "port", port, "baud", 9600)
                .configure("transport.modbus", "bus.id", name, "kind", "rtu", "line.target", "(line.id=" + name + ")");
    }

    /** A bus over TCP; of kind tcp or rtu-over-tcp. */
    DriverHost tcp(String name, String kind, int port) {
        return configure("transport.modbus", "bus.id", name, "kind", kind, "host", "127.0.0.1", "port", port);
    }

    /** The driver of a device, once it is there. */
    <T> T device(Class<T> type, String id) {
        BundleContext context = framework.getBundleContext();
        String filter = "(device.id=" + id + ")";
        return Awaitility.await(type.getSimpleName() + " " + id)
                .atMost(Csms.PATIENCE)
                .until(() -> find(context, type, filter), found -> found != null);
    }

    private static <T> T find(BundleContext context, Class<T> type, String filter) throws InvalidSyntaxException {
        for (ServiceReference<T> reference : context.getServiceReferences(type, filter)) {
            return context.getService(reference);
        }
        return null;
    }

    @Override
    public void close() {
        while (!configurations.isEmpty()) {
            try {
                configurations.pop().delete();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
