// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.transport.modbus.runtime;

import io.gatewatt.transport.modbus.ModbusBus;
import io.gatewatt.transport.serial.SerialLine;
import java.util.Hashtable;
import java.util.Map;
import org.osgi.annotation.bundle.Capability;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One Modbus bus per configuration. The service is there from the beginning, whether line or server are or not. */
@Capability(namespace = "osgi.service", attribute = "objectClass:List<String>=io.gatewatt.transport.modbus.ModbusBus")
@Component(
        service = {},
        immediate = true,
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        configurationPid = "transport.modbus")
@Designate(ocd = ModbusTransport.Settings.class, factory = true)
public final class ModbusTransport {

    private static final Logger LOG = LoggerFactory.getLogger(ModbusTransport.class);

    /** Settings of a bus, factory PID {@code transport.modbus}. */
    @ObjectClassDefinition(
            name = "Modbus bus",
            description = "A Modbus line or server, shared by the drivers of the units on it")
    public @interface Settings {

        /** Name of the bus. */
        @AttributeDefinition(
                name = "Name",
                description = "Unique name of the bus in this station, for example rs485; drivers refer to it")
        String bus_id();

        /** Kind. */
        @AttributeDefinition(
                name = "Kind",
                description = "How the units are reached",
                options = {
                    @Option(label = "Modbus TCP", value = "tcp"),
                    @Option(label = "Modbus RTU on a serial line", value = "rtu"),
                    @Option(label = "Modbus RTU through a device server (RTU over TCP)", value = "rtu-over-tcp")
                })
        String kind();

        /** Host. */
        @AttributeDefinition(
                name = "Host",
                description = "Name or address of the server; not for a serial line",
                required = false)
        String host() default "";

        /** TCP port. */
        @AttributeDefinition(
                name = "TCP port",
                description = "Of the server; not for a serial line",
                min = "1",
                max = "65535")
        int port() default 502;

        /** Serial line. */
        @AttributeDefinition(
                name = "Serial line",
                description = "For RTU: which line, for example (line.id=rs485)",
                required = false)
        String line_target();

        /** Deadline. */
        @AttributeDefinition(
                name = "Time limit",
                description = "Longest wait for the answer to one request, ms",
                min = "50",
                max = "3000")
        int timeout() default 1000;

        /** Gap. */
        @AttributeDefinition(
                name = "Gap",
                description = "Silence before each request, ms, 0..1000; -1: 20 on RTU, none on TCP",
                min = "-1",
                max = "1000")
        int gap() default -1;
    }

    @Reference(
            name = "line",
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile SerialLine line;

    private final QueuedBus bus;
    private final ServiceRegistration<ModbusBus> registration;

    /**
     * Begins the bus.
     *
     * @throws IllegalArgumentException when a setting makes no sense; the message says which
     */
    @Activate
    public ModbusTransport(BundleContext context, Settings settings) {
        String id = settings.bus_id();
        if (id == null || id.isBlank()) {
            throw new IllegalArgumentException(
                    "a configuration of transport.modbus without 'bus.id': give the bus a name");
        }
        try {
            bus = bus(id, settings);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "bus " + id + ": " + e.getMessage()); // the words are all there is to know
        }
        bus.start();
        registration = context.registerService(
                ModbusBus.class, bus, new Hashtable<>(Map.of(ModbusBus.ID, id, ModbusBus.KIND, settings.kind())));
    }

    private QueuedBus bus(String id, Settings settings) {
        String kind = settings.kind() == null ? "" : settings.kind();
        expect(settings.timeout() >= 50 && settings.timeout() <= 3000, "timeout", settings.timeout(), "50..3000 ms");
        expect(settings.gap() >= -1 && settings.gap() <= 1000, "gap", settings.gap(), "0..1000 ms, or -1");
        boolean tcp = kind.equals("tcp");
        int gap = settings.gap() >= 0 ? settings.gap() : tcp ? 0 : 20;
        QueuedBus.Rules rules = new QueuedBus.Rules(settings.timeout(), gap, tcp ? 0 : 1, tcp ? 255 : 247);
        Channel channel = switch (kind) {
            case "rtu" -> serial(settings);
            case "tcp", "rtu-over-tcp" -> socket(id, settings, !tcp);
            default -> throw unexpected("kind", kind, "tcp, rtu or rtu-over-tcp");
        };
        return new QueuedBus(id, rules, tcp ? new TcpFraming() : new RtuFraming(), channel);
    }

    private Channel serial(Settings settings) {
        String target = settings.line_target() == null ? "" : settings.line_target();
        expect(!target.isBlank(), "line.target", target, "the line of an RTU bus, for example (line.id=rs485),");
        LOG.info("bus {}: Modbus RTU on the line {}", settings.bus_id(), target);
        return new LineChannel(
                () -> line,
                "there is no line " + target + ": check the key 'line.target' and the lines of transport.serial");
    }

    private static Channel socket(String id, Settings settings, boolean rtu) {
        String host = settings.host();
        int port = settings.port();
        expect(
                !host.isBlank() && host.chars().noneMatch(Character::isWhitespace),
                "host",
                host,
                "a name or an address");
        expect(port >= 1 && port <= 65535, "port", port, "1..65535");
        LOG.info("bus {}: Modbus {} at {}:{}", id, rtu ? "RTU over TCP" : "TCP", host, port);
        return new SocketChannel(id, host, port, rtu);
    }

    private static void expect(boolean fine, String key, Object value, String expected) {
        if (!fine) {
            throw unexpected(key, value, expected);
        }
    }

    private static IllegalArgumentException unexpected(String key, Object value, String expected) {
        return new IllegalArgumentException(key + " is '" + value + "'; " + expected + " expected");
    }

    @Deactivate
    void close() {
        registration.unregister();
        bus.stop();
    }
}
