// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.config;

import io.gatewatt.ocpp.config.settings.MetatypeXml;
import io.gatewatt.ocpp.config.settings.Setting;
import io.gatewatt.ocpp.config.settings.SettingsCatalogue;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.osgi.framework.Bundle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Settings of an installed bundle, read from its metatype documents; the bundle need not be resolved or started. */
final class BundleSettings {

    private static final Logger LOG = LoggerFactory.getLogger(BundleSettings.class);

    private BundleSettings() {}

    static List<Setting> of(Bundle bundle) {
        List<Setting> settings = new ArrayList<>();
        Enumeration<String> paths = bundle == null ? null : bundle.getEntryPaths(SettingsCatalogue.METATYPE);
        for (String path : paths == null ? List.<String>of() : Collections.list(paths)) {
            if (path.endsWith(".xml")) {
                settings.addAll(read(bundle, path));
            }
        }
        return settings;
    }

    private static List<Setting> read(Bundle bundle, String path) {
        URL document = bundle.getEntry(path);
        if (document == null) {
            return List.of(); // updated since it was listed; the next look finds what it has now
        }
        try (InputStream in = document.openStream()) {
            return MetatypeXml.read(in);
        } catch (IOException e) {
            LOG.error(
                    "the settings in {} of bundle {} are left out: {}", path, bundle.getSymbolicName(), e.getMessage());
            return List.of();
        }
    }
}
