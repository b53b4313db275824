// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.bench.rest;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Who asks.
 *
 * @param address textual IP address of the peer
 * @param host header Host; may be null
 * @param origin header Origin; may be null
 */
record Visitor(String address, String host, String origin) {

    private static final Set<String> NAMES = Set.of("127.0.0.1", "localhost", "[::1]");

    /**
     * Refuses all but programs and pages of this machine: another host, a web page of another origin, a name that was rebound to
     * loopback.
     */
    void admit() {
        if (!loopback(address)) {
            throw Refusal.foreign("the bench answers on loopback only");
        }
        if (host == null || !NAMES.contains(host.replaceFirst(":\\d+$", "").toLowerCase(Locale.ROOT))) {
            throw Refusal.foreign("Host \"" + host + "\" is foreign; use 127.0.0.1 or localhost");
        }
        if (origin != null && !sameOrigin()) {
            throw Refusal.foreign("Origin \"" + origin + "\" is foreign; only pages of this station may use the bench");
        }
    }

    private static boolean loopback(String address) {
        return address.startsWith("127.")
                || address.equals("::1")
                || address.equals("0:0:0:0:0:0:0:1")
                || address.equals("[::1]")
                || address.equals("[0:0:0:0:0:0:0:1]");
    }

    /** The page may call the host by another of its names, but the port is the same. */
    private boolean sameOrigin() {
        return parse(origin)
                .filter(uri -> "http".equals(uri.getScheme()) && NAMES.contains(uri.getHost()))
                .flatMap(uri -> parse("http://" + host).map(own -> own.getPort() == uri.getPort()))
                .orElse(false);
    }

    private static Optional<URI> parse(String text) {
        try {
            return Optional.of(URI.create(text)).filter(uri -> uri.getHost() != null);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
