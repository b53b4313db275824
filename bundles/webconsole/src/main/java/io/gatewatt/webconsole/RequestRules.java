// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.webconsole;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Which requests the console serves at all: addressed to this machine, and changes only from its own pages. */
final class RequestRules {

    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

    private RequestRules() {}

    /**
     * Judges a request by its headers, absent ones given as null.
     *
     * @return why it is refused, in words; empty when it is served
     */
    static Optional<String> refuse(String method, String host, String origin, String fetchSite) {
        if (host == null || !LOOPBACK.contains(name(host))) {
            return Optional.of(
                    "This console answers only to 127.0.0.1, localhost and [::1], not to the host '" + host + "'.");
        }
        boolean reads = method.equals("GET") || method.equals("HEAD");
        if (origin != null && !sameOrigin(origin, host)) {
            return Optional.of("Requests of another site (origin '" + origin + "') are refused.");
        }
        if (!reads && fetchSite != null && !fetchSite.equals("same-origin") && !fetchSite.equals("none")) {
            return Optional.of("Changes asked for by another site are refused.");
        }
        return Optional.empty();
    }

    private static boolean sameOrigin(String origin, String host) {
        try {
            URI uri = URI.create(origin);
            return ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
                    && host.equalsIgnoreCase(uri.getRawAuthority());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String name(String host) {
        int port = host.startsWith("[") ? host.indexOf(':', host.indexOf(']')) : host.indexOf(':');
        return (port < 0 ? host : host.substring(0, port)).toLowerCase(Locale.ROOT);
    }
}
