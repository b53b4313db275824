// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.transport.serial.runtime;

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
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One serial line per configuration. The service is there from the beginning, whether the port is or not: the line opens when it can. */
@Capability(namespace = "osgi.service", attribute = "objectClass:List<String>=io.gatewatt.transport.serial.SerialLine")
@Component(
        service = {},
        immediate = true,
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        configurationPid = "transport.serial")
@Designate(ocd = SerialTransport.Settings.class, factory = true)
public final class SerialTransport {

    private static final Logger LOG = LoggerFactory.getLogger(SerialTransport.class);

    /** Longest time that a call into the serial library may take, ms. */
    private static final long NATIVE_LIMIT = 1000;

    /** Settings of a line, factory PID {@code transport.serial}. */
    @ObjectClassDefinition(
            name = "Serial line",
            description = "A serial port of the station, shared by the drivers of the devices on it")
    public @interface Settings {

        /** Name of the line. */
        @AttributeDefinition(
                name = "Name",
                description =
                        "Unique name of the line in this station, for example rs485; buses and drivers refer to it")
        String line_id();

        /** Port. */
        @AttributeDefinition(
                name = "Port",
                description =
                        "Path of the port, for example /dev/ttyUSB0; a link such as those in /dev/serial/by-id stays right"
                                + " when ports are numbered anew")
        String port();

        /** Speed. */
        @AttributeDefinition(name = "Baud rate", description = "Bits per second", min = "50", max = "4000000")
        int baud() default 9600;

        /** Data bits. */
        @AttributeDefinition(name = "Data bits", description = "5..8", min = "5", max = "8")
        int dataBits() default 8;

        /** Parity. */
        @AttributeDefinition(
                name = "Parity",
                description = "As the devices on the line are set",
                options = {
                    @Option(label = "none", value = "NONE"),
                    @Option(label = "even", value = "EVEN"),
                    @Option(label = "odd", value = "ODD")
                })
        String parity() default "NONE";

        /** Stop bits. */
        @AttributeDefinition(name = "Stop bits", description = "1 or 2", min = "1", max = "2")
        int stopBits() default 1;
    }

    private final SharedLine line;
    private final ServiceRegistration<SerialLine> registration;

    /**
     * Opens the line, as soon as its port is there.
     *
     * @throws IllegalArgumentException when a setting makes no sense; the message says which
     */
    @Activate
    public SerialTransport(BundleContext context, Settings settings) {
        String id = settings.line_id();
        if (id == null || id.isBlank()) {
            throw new IllegalArgumentException(
                    "a configuration of transport.serial without 'line.id': give the line a name");
        }
        PortSettings port;
        try {
            port = new PortSettings(
                    settings.port() == null ? "" : settings.port(),
                    settings.baud(),
                    settings.dataBits(),
                    settings.parity(),
                    settings.stopBits());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "line " + id + ": " + e.getMessage()); // the words are all there is to know
        }
        SerialLibrary.prepare(context.getDataFile("native").toPath());
        LOG.info("line {} on {}", id, port);
        line = new SharedLine(id, NativePort.opener(port), NATIVE_LIMIT);
        line.start();
        registration = context.registerService(SerialLine.class, line, new Hashtable<>(Map.of(SerialLine.ID, id)));
    }

    @Deactivate
    void close() {
        registration.unregister();
        line.stop();
    }
}
