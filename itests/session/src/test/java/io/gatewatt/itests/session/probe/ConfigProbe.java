// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.itests.session.probe;

import java.io.IOException;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.cm.ConfigurationEvent;
import org.osgi.service.cm.ConfigurationListener;
import org.osgi.service.cm.ConfigurationPlugin;
import org.osgi.service.cm.SynchronousConfigurationListener;

/**
 * A bundle that changes one configuration through the ConfigAdmin API, as its header {@code Probe} says, and prints what it found afterwards:
 * {@code set pid name type value}, {@code flood pid name count}, {@code delete pid name}, {@code between pid name value}, {@code callback pid name value}.
 */
public final class ConfigProbe implements BundleActivator {

    /** Made by the framework. */
    public ConfigProbe() {}

    @Override
    public void start(BundleContext context) throws Exception {
        String[] words = context.getBundle().getHeaders("").get("Probe").split(" ");
        ServiceReference<ConfigurationAdmin> reference = context.getServiceReference(ConfigurationAdmin.class);
        ConfigurationAdmin admin = context.getService(reference);
        Configuration configuration = admin.getConfiguration(words[1], "?");
        String name = words[2];
        System.out.println("PROBE begins " + context.getBundle().getSymbolicName());
        long before = System.nanoTime();
        switch (words[0]) {
            case "set" -> put(configuration, name, typed(words[3], words[4]));
            case "flood" -> {
                for (int i = 1; i <= Integer.parseInt(words[3]); i++) {
                    put(configuration, name, i);
                }
            }
            case "between" -> whileItIsRead(context, configuration, name, Integer.valueOf(words[3]));
            case "delete" -> {
                configuration.delete();
                configuration = admin.getConfiguration(words[1], "?");
            }
            case "callback" -> fromCallbacks(context, configuration, name, Integer.valueOf(words[3]));
            default -> throw new IllegalArgumentException(words[0]);
        }
        long millis = (System.nanoTime() - before) / 1_000_000;
        System.out.println("PROBE " + context.getBundle().getSymbolicName() + " " + name + "="
                + configuration.getProperties().get(name) + " after " + millis + " ms");
    }

    @Override
    public void stop(BundleContext context) {
        // The framework takes the listeners back.
    }

    private static Object typed(String type, String value) {
        return switch (type) {
            case "int" -> Integer.valueOf(value);
            case "bool" -> Boolean.valueOf(value);
            case "strings" -> value.split(",");
            default -> value;
        };
    }

    private static void put(Configuration configuration, String name, Object value) throws IOException {
        Dictionary<String, Object> stored = configuration.getProperties();
        Dictionary<String, Object> properties = stored == null ? new Hashtable<>() : stored;
        properties.put(name, value);
        configuration.update(properties);
    }

    /** Updates the configuration once from inside each kind of callback that tells of its update; the last one sets the value. */
    private static void fromCallbacks(BundleContext context, Configuration configuration, String name, Integer value)
            throws Exception {
        CountDownLatch inside = new CountDownLatch(2);
        int first = value - 2;
        context.registerService(
                SynchronousConfigurationListener.class,
                event -> onceAt(event, configuration, name, first, inside),
                null);
        context.registerService(
                ConfigurationListener.class, event -> onceAt(event, configuration, name, first + 1, inside), null);
        put(configuration, name, first);
        if (!inside.await(20, TimeUnit.SECONDS)) {
            System.out.println("PROBE the callbacks did not come");
        }
    }

    /** Updates the configuration while somebody reads it: between the reading of its values and what is asked next. */
    private static void whileItIsRead(BundleContext context, Configuration configuration, String name, Integer value)
            throws Exception {
        AtomicBoolean first = new AtomicBoolean(true);
        CountDownLatch updated = new CountDownLatch(1);
        context.registerService(
                ConfigurationPlugin.class,
                (reader, properties) -> {
                    if (configuration.getPid().equals(properties.get("service.pid"))
                            && Integer.valueOf(value - 1).equals(properties.get(name))
                            && first.getAndSet(false)) {
                        try {
                            put(configuration, name, value);
                        } catch (IOException e) {
                            System.out.println("PROBE an update from inside a plugin failed: " + e);
                        }
                        updated.countDown();
                    }
                },
                null);
        put(configuration, name, value - 1);
        if (!updated.await(20, TimeUnit.SECONDS)) {
            System.out.println("PROBE nobody reads the configuration");
        }
    }

    private static void onceAt(
            ConfigurationEvent event, Configuration configuration, String name, int at, CountDownLatch inside) {
        if (event.getPid().equals(configuration.getPid())
                && Integer.valueOf(at).equals(configuration.getProperties().get(name))) {
            try {
                put(configuration, name, at + 1);
            } catch (IOException e) {
                System.out.println("PROBE an update from inside a callback failed: " + e);
            }
            inside.countDown();
        }
    }
}
