// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.profile.core.boot;

import io.gatewatt.profile.core.keys.CoreKeys;
import java.io.IOException;
import java.util.Dictionary;
import java.util.Hashtable;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts the heartbeat interval that came with an accepted BootNotification where every other change of a key goes, so that it reads back
 * and a later ChangeConfiguration overwrites it.
 */
@Component(service = HeartbeatKey.class)
public class HeartbeatKey {

    private static final Logger LOG = LoggerFactory.getLogger(HeartbeatKey.class);

    private final ConfigurationAdmin admin;

    /** Writes through this administration. */
    @Activate
    public HeartbeatKey(@Reference ConfigurationAdmin admin) {
        this.admin = admin;
    }

    /** Sets the key, 1 or more seconds. A store that fails costs no more than the old interval. */
    void set(int seconds) {
        try {
            Configuration configuration = admin.getConfiguration(CoreKeys.PID, "?");
            Dictionary<String, Object> old = configuration.getProperties();
            Dictionary<String, Object> properties = old == null ? new Hashtable<>() : old;
            properties.put("HeartbeatInterval", seconds);
            configuration.updateIfDifferent(properties);
        } catch (IOException e) {
            LOG.warn("HeartbeatInterval stays as it is, {} s cannot be stored: {}", seconds, e.getMessage());
        }
    }
}
