// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.station.core;

import java.io.IOException;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Map;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives each connector its configuration, and takes it away again; what an operator has changed is left alone. */
@Component(
        service = {},
        immediate = true,
        configurationPid = StationSettings.PID)
public final class ConnectorConfigurations {

    private static final Logger LOG = LoggerFactory.getLogger(ConnectorConfigurations.class);

    private final ConfigurationAdmin admin;

    /**
     * Makes what is missing.
     *
     * @throws IOException when the configuration store does not work
     */
    @Activate
    public ConnectorConfigurations(@Reference ConfigurationAdmin admin, StationSettings settings) throws IOException {
        this.admin = admin;
        modified(settings);
    }

    /** Takes another number of connectors. */
    @Modified
    void modified(StationSettings settings) throws IOException {
        for (int number = 1; number <= settings.connectors(); number++) {
            Configuration configuration =
                    admin.getFactoryConfiguration(ConnectorComponent.PID, Integer.toString(number), "?");
            if (configuration.getProperties() == null) {
                configuration.update(new Hashtable<>(defaults(number)));
            }
        }
        removeAbove(settings.connectors());
    }

    private void removeAbove(int connectors) throws IOException {
        for (Configuration configuration : existing()) {
            Dictionary<String, Object> properties = configuration.getProperties();
            if (properties != null && properties.get("connector") instanceof Integer number && number > connectors) {
                if (unchanged(number, properties)) {
                    configuration.delete();
                } else {
                    LOG.info(
                            "the configuration of connector {} was changed by hand and is kept; there are only {}",
                            number,
                            connectors);
                }
            }
        }
    }

    private Configuration[] existing() throws IOException {
        try {
            Configuration[] found = admin.listConfigurations("(service.factoryPid=" + ConnectorComponent.PID + ")");
            return found == null ? new Configuration[0] : found;
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What a connector gets: the devices that bear its number, and every reader. */
    static Map<String, Object> defaults(int number) {
        return Map.of(
                "connector", number,
                "meter.target", "(device.id=meter" + number + ")",
                "controller.target", "(device.id=controller" + number + ")",
                "lock.target", "(device.id=lock" + number + ")",
                "button.target", "(device.id=button" + number + ")",
                "readers.target", "(device.id=*)");
    }

    private static boolean unchanged(int number, Dictionary<String, Object> properties) {
        return defaults(number).entrySet().stream()
                .allMatch(entry -> entry.getValue().equals(properties.get(entry.getKey())));
    }
}
