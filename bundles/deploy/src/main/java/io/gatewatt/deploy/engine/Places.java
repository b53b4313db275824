// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.deploy.engine;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Version;

/** Which bundle in the framework is which: the deployed one by its location, the others by their symbolic name. */
final class Places {

    private static final String DEPLOYED = "deployed:";

    private Places() {}

    /** Where a version is installed. Another one beside the distribution's and beside the version before. */
    static String location(String name, Version version) {
        return DEPLOYED + name + ":" + version;
    }

    static boolean deployed(Bundle bundle) {
        return bundle.getLocation().startsWith(DEPLOYED);
    }

    static List<Bundle> deployed(BundleContext context) {
        return Arrays.stream(context.getBundles()).filter(Places::deployed).toList();
    }

    /** The bundle of this name that was not deployed: the distribution's, as a rule. Of several the one that runs, else the newest. */
    static Optional<Bundle> aside(BundleContext context, String name) {
        return Arrays.stream(context.getBundles())
                .filter(bundle -> name.equals(bundle.getSymbolicName()) && !deployed(bundle))
                .max(Comparator.comparing((Bundle bundle) -> bundle.getState() == Bundle.ACTIVE)
                        .thenComparing(Bundle::getVersion));
    }

    /** The bundle that serves under this name: the deployed one if the journal has one and it is there, else the other. */
    static Optional<Bundle> serving(BundleContext context, Journal journal, String name) {
        return journal.current(name)
                .map(edition -> context.getBundle(location(name, edition.version())))
                .filter(bundle -> bundle.getState() != Bundle.INSTALLED
                        || aside(context, name).isEmpty())
                .or(() -> aside(context, name));
    }
}
