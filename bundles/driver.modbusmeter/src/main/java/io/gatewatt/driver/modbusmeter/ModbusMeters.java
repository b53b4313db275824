// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.driver.modbusmeter;

import io.gatewatt.driver.Device;
import io.gatewatt.transport.modbus.ModbusBus;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Dictionary;
import java.util.Enumeration;
import java.util.Hashtable;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.osgi.annotation.bundle.Capability;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;
import org.osgi.util.tracker.BundleTracker;
import org.osgi.util.tracker.BundleTrackerCustomizer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One configured meter, PID {@code driver.modbusmeter}: extends each active bundle that holds its map. Two versions of such a bundle, or of this one, may
 * be there at once: each gives a service of its own, so the older can leave afterwards.
 */
@Component(
        service = {},
        immediate = true,
        configurationPid = "driver.modbusmeter",
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = ModbusMeters.Config.class, factory = true)
@Capability(namespace = "io.gatewatt.extender", name = "modbusmeter", version = "1.0.0")
@Capability(namespace = "osgi.service", attribute = "objectClass:List<String>=\"io.gatewatt.driver.EnergyMeter\"")
public final class ModbusMeters implements BundleTrackerCustomizer<Post> {

    private static final Logger LOG = LoggerFactory.getLogger(ModbusMeters.class);
    private static final String FOLDER = "OSGI-INF/meter-map/";
    private static final String TCP = "tcp";

    /** Settings of one meter. */
    @ObjectClassDefinition(
            name = "Modbus meter",
            description = "An energy meter on a Modbus bus, read by its register map")
    public @interface Config {

        /** Name of the device. */
        @AttributeDefinition(
                name = "Device",
                description = "Unique name of the meter in this station, for example meter1")
        String device_id() default "";

        /** Map. */
        @AttributeDefinition(
                name = "Register map",
                description = "For example eastron-sdm630; a bundle with this map must be installed")
        String meter() default "";

        /** Bus. */
        @AttributeDefinition(
                name = "Bus",
                description = "Filter of the bus the meter is on, for example (bus.id=rs485)")
        String bus_target() default "";

        /** Unit. */
        @AttributeDefinition(
                name = "Unit",
                description = "Unit on the bus, 1..247; over TCP 0..255",
                min = "0",
                max = "255")
        int unit() default 1;

        /** Serial number. */
        @AttributeDefinition(
                name = "Serial number",
                description =
                        "As on the type plate, for maps that cannot read it; empty: the place on the bus stands in for it, and a "
                                + "meter that is replaced by one of its kind goes unnoticed",
                required = false)
        String serial() default "";

        /** Order of words. */
        @AttributeDefinition(
                name = "Order of words",
                description = "For meters that can be set to another order than the map's",
                required = false,
                options = {
                    @Option(label = "As the map says", value = ""),
                    @Option(label = "High word first", value = "ABCD"),
                    @Option(label = "Low word first", value = "CDAB")
                })
        String order() default "";
    }

    private final Config config;
    private final ModbusBus bus;
    private final long driver;
    private final BundleTracker<Post> maps;

    /** Registers the meter through each bundle that holds its map; a configuration that makes no sense is told and left alone. */
    @Activate
    public ModbusMeters(
            BundleContext context,
            Config config,
            @Reference(name = "bus") Map.Entry<Map<String, Object>, ModbusBus> bus) {
        this.config = config;
        this.bus = bus.getValue();
        this.driver = context.getBundle().getBundleId();
        this.maps = new BundleTracker<>(context, Bundle.ACTIVE, this);
        String wrong = wrong(config, TCP.equals(bus.getKey().get(ModbusBus.KIND)));
        if (!wrong.isEmpty()) {
            LOG.error("driver.modbusmeter, device '{}': {}", config.device_id(), wrong);
            return;
        }
        Set<String> known = known(context);
        if (!known.contains(config.meter())) {
            LOG.error(
                    "{}: no bundle has a register map '{}'; set meter to one of {}, or install a bundle that has it",
                    config.device_id(),
                    config.meter(),
                    known);
        }
        maps.open();
    }

    /** Takes the services away. */
    @Deactivate
    void close() {
        maps.close();
    }

    static String wrong(Config config, boolean tcp) {
        if (config.device_id().isBlank()) {
            return "it has no name; set device.id, for example meter1";
        }
        int least = tcp ? 0 : 1;
        int most = tcp ? 255 : 247;
        if (config.unit() < least || config.unit() > most) {
            return "unit is " + config.unit() + "; set " + least + ".." + most + ", as it is set at the meter";
        }
        return Set.of("", "ABCD", "CDAB").contains(config.order())
                ? ""
                : "order is '" + config.order() + "'; set ABCD, CDAB, or nothing for the map's own";
    }

    /** All maps there are; those of bundles that are not started yet, too, for at a start they come after this one. */
    static Set<String> known(BundleContext context) {
        Set<String> known = new TreeSet<>();
        for (Bundle bundle : context.getBundles()) {
            Enumeration<String> paths = bundle.getEntryPaths(FOLDER);
            while (paths != null && paths.hasMoreElements()) {
                String path = paths.nextElement();
                known.add(path.substring(path.lastIndexOf('/') + 1).replace(".json", ""));
            }
        }
        return known;
    }

    /** Registers the meter through a bundle that holds its map. */
    @Override
    public Post addingBundle(Bundle bundle, BundleEvent event) {
        if (bundle.getEntry(FOLDER + config.meter() + ".json") == null) {
            return null;
        }
        String name = config.device_id();
        try {
            MeterMap map = MapFile.read(config.meter(), file -> text(bundle, file));
            if (!config.order().isEmpty()) {
                map = map.in(Order.valueOf(config.order()));
            }
            Wire wire = new Wire(bus, config.unit(), map.plan().pause());
            String standIn = config.serial().isBlank() ? config.meter() + "@" + wire : config.serial();
            ModbusMeter meter = new ModbusMeter(name, map, wire, standIn);
            Dictionary<String, Object> properties = new Hashtable<>(
                    Map.of(Device.ID, name, Device.KIND, map.maker() + " " + map.model(), Device.DRIVER, driver));
            Post post = new Post(name, meter, bundle.getBundleContext(), properties);
            post.open();
            return post;
        } catch (IOException e) {
            LOG.error("{}: register map of {} {} is refused: {}", name, bundle, bundle.getVersion(), e.getMessage());
            return null;
        }
    }

    private static String text(Bundle bundle, String file) throws IOException {
        URL entry = bundle.getEntry(FOLDER + file + ".json");
        if (entry == null) {
            throw new FileNotFoundException(FOLDER + file + ".json is not there");
        }
        try (InputStream in = entry.openStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Override
    public void modifiedBundle(Bundle bundle, BundleEvent event, Post post) {
        // Active it was, active it is.
    }

    /** The bundle leaves, and with it the service. */
    @Override
    public void removedBundle(Bundle bundle, BundleEvent event, Post post) {
        post.close();
    }
}
