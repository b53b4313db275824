// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.config;

import java.io.IOException;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Map;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/** Keeps values in ConfigAdmin. Any bundle may be configured by them, so that its successor inherits them. */
record AdminWriter(ConfigurationAdmin admin) implements ConfigurationWriter {

    private static final String ANY_BUNDLE = "?";

    @Override
    public void write(String pid, Map<String, Object> values) throws IOException {
        Configuration configuration = admin.getConfiguration(pid, ANY_BUNDLE);
        Dictionary<String, Object> stored = configuration.getProperties();
        Dictionary<String, Object> properties = stored == null ? new Hashtable<>() : stored;
        values.forEach(properties::put);
        configuration.updateIfDifferent(properties);
    }
}
