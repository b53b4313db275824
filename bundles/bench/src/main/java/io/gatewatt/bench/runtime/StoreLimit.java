// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.bench.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Optional;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/** Fills the station's store, truly, by its own configuration of how large it may grow. */
final class StoreLimit {

    static final String PID = "loop.store";
    static final String MAX_PAGES = "maxPages";

    private final ConfigurationAdmin admin;

    StoreLimit(ConfigurationAdmin admin) {
        this.admin = admin;
    }

    /** Full: it may not grow by a page. Otherwise without limit. */
    void full(boolean on) {
        try {
            Configuration configuration = admin.getConfiguration(PID, "?");
            Dictionary<String, Object> properties =
                    Optional.ofNullable(configuration.getProperties()).orElseGet(Hashtable::new);
            int maxPages = on ? 1 : 0;
            if (!Integer.valueOf(maxPages)
                    .equals(Optional.ofNullable(properties.get(MAX_PAGES)).orElse(0))) {
                properties.put(MAX_PAGES, maxPages);
                configuration.update(properties);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("configuration " + PID + " cannot be changed", e);
        }
    }
}
