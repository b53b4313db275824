// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.config;

import io.gatewatt.ocpp.config.settings.Setting;
import io.gatewatt.ocpp.config.settings.SettingsCatalogue;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

/** The settings of the bundles that are installed, started or not; read anew only when bundles have changed. */
final class InstalledSettings {

    private record Known(long[] bundles, SettingsCatalogue catalogue) {}

    private final BundleContext context;
    private volatile Known known = new Known(new long[0], SettingsCatalogue.of(List.of()));

    InstalledSettings(BundleContext context) {
        this.context = context;
    }

    /** All that can be set now. From any thread. */
    SettingsCatalogue catalogue() {
        Bundle[] bundles = context.getBundles();
        long[] changes = Stream.of(bundles).mapToLong(Bundle::getLastModified).toArray();
        Known before = known;
        if (Arrays.equals(before.bundles(), changes)) {
            return before.catalogue();
        }
        SettingsCatalogue now = SettingsCatalogue.of(
                Stream.of(bundles).flatMap(InstalledSettings::of).toList());
        known = new Known(changes, now);
        return now;
    }

    /** Of a bundle that is not ours only the OCPP keys: what else it may be told, it judges itself. */
    private static Stream<Setting> of(Bundle bundle) {
        boolean ours = Objects.toString(bundle.getSymbolicName(), "").startsWith("io.gatewatt.");
        return BundleSettings.of(bundle).stream().filter(setting -> ours || setting.isKey());
    }
}
