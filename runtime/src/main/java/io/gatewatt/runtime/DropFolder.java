// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.runtime;

import java.nio.file.Path;
import java.util.Map;

/**
 * The folder of a home whose jars are the bundles somebody added to the feature: a jar that comes is installed and started, one that changes is
 * updated, one that goes is uninstalled. Felix FileInstall watches it; here is how.
 */
final class DropFolder {

    /** Its name in the home. */
    static final String NAME = "deploy";

    private static final String PREFIX = "felix.fileinstall.";
    /** Between two looks, in ms. A jar is taken when it looks the same twice, so one that is still being copied waits. */
    private static final String POLL = "1000";
    /** Where drivers start: above the components they need, below the station that uses them. */
    private static final String DRIVERS = "11";
    /** Tells of each jar that came, changed, went or failed; of nothing else. */
    private static final String INFO = "3";

    private DropFolder() {}

    /** Framework properties for the drop folder of this home. */
    static Map<String, String> properties(Path home) {
        return Map.ofEntries(
                Map.entry(PREFIX + "dir", home.resolve(NAME).toString()),
                // FileInstall makes it as it likes: not the folder that others use too.
                Map.entry(
                        PREFIX + "tmpdir",
                        home.resolve("tmp").resolve("fileinstall").toString()),
                Map.entry(PREFIX + "poll", POLL),
                // Drivers that lie there at a first start are there before the station looks for them.
                Map.entry(PREFIX + "noInitialDelay", "true"),
                Map.entry(PREFIX + "start.level", DRIVERS),
                Map.entry(PREFIX + "log.level", INFO),
                // A folder is listed in no time, also where the file system does not tell of changes.
                Map.entry(PREFIX + "disableNio2", "true"),
                // Bundles only. Configurations have one road, and nothing is written into the folder.
                Map.entry(PREFIX + "filter", ".*\\.jar"),
                Map.entry(PREFIX + "subdir.mode", "skip"),
                Map.entry(PREFIX + "enableConfigSave", "false"),
                // A driver exports nothing and nobody waits for it: no bundle but itself is ever refreshed.
                Map.entry(PREFIX + "optionalImportRefreshScope", "none"),
                Map.entry(PREFIX + "fragmentRefreshScope", "managed"));
    }
}
