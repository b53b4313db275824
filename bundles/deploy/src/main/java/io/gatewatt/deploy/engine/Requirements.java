// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.deploy.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.namespace.ExecutionEnvironmentNamespace;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.FrameworkWiring;
import org.osgi.resource.Namespace;

/** What a bundle needs that nobody here has, in words. */
final class Requirements {

    private static final Pattern PACKAGE = Pattern.compile("osgi\\.wiring\\.package=([^)]*)\\)");
    private static final Pattern BOUND = Pattern.compile("(!?)\\(?version>=([^)]*)\\)");

    private Requirements() {}

    /** Why the bundle does not resolve. */
    static String missing(Bundle bundle, FrameworkWiring wiring) {
        List<String> missing = new ArrayList<>();
        for (BundleRequirement requirement : bundle.adapt(BundleRevision.class).getDeclaredRequirements(null)) {
            String resolution = requirement.getDirectives().get(Namespace.REQUIREMENT_RESOLUTION_DIRECTIVE);
            String effective = requirement.getDirectives().get(Namespace.REQUIREMENT_EFFECTIVE_DIRECTIVE);
            if (!Namespace.RESOLUTION_OPTIONAL.equals(resolution)
                    && (effective == null || Namespace.EFFECTIVE_RESOLVE.equals(effective))
                    && wiring.findProviders(requirement).isEmpty()) {
                missing.add(words(
                        requirement.getNamespace(),
                        requirement.getDirectives().getOrDefault(Namespace.REQUIREMENT_FILTER_DIRECTIVE, "")));
            }
        }
        return missing.isEmpty()
                ? "what it needs does not fit together: two of its packages come from bundles that exclude each other"
                : String.join("; ", missing);
    }

    /** A requirement that nobody meets. */
    static String words(String namespace, String filter) {
        if (namespace.equals(ExecutionEnvironmentNamespace.EXECUTION_ENVIRONMENT_NAMESPACE)) {
            return "it needs another Java, " + filter + ", and this station runs on Java "
                    + Runtime.version().feature();
        }
        if (namespace.equals(PackageNamespace.PACKAGE_NAMESPACE)) {
            Matcher name = PACKAGE.matcher(filter);
            String from = "";
            String below = "";
            Matcher bound = BOUND.matcher(filter);
            while (bound.find()) {
                if (bound.group(1).isEmpty()) {
                    from = " from " + bound.group(2);
                } else {
                    below = " below " + bound.group(2);
                }
            }
            return "it imports " + (name.find() ? name.group(1) : filter)
                    + (from + below).replaceFirst("^", from.isEmpty() && below.isEmpty() ? "" : " version")
                    + ", which no bundle here exports";
        }
        if (namespace.equals(Constants.BUNDLE_SYMBOLICNAME_ATTRIBUTE)) {
            return "it requires the bundle " + filter;
        }
        return "it requires " + namespace + " " + filter + ", which no bundle here provides";
    }
}
