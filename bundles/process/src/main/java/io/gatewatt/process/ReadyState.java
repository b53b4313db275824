// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.process;

import io.gatewatt.ocpp.Link;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;

/**
 * What is known of the start so far.
 *
 * @param framework all bundles are started
 * @param offlineOk it is enough that the station serves, without a central system
 * @param registered the central system has accepted the station
 * @param station the station is there
 * @param webExpected an HTTP service is installed
 * @param web its address, once it listens
 * @param console the Web Console is there
 * @param link the connection to the central system
 */
record ReadyState(
        boolean framework,
        boolean offlineOk,
        boolean registered,
        boolean station,
        boolean webExpected,
        Optional<URI> web,
        boolean console,
        Optional<Link> link) {

    private static final String NONE = "-";

    /** Whether the station serves, but for an HTTP service that does not listen yet. */
    boolean serves() {
        return framework && (registered || offlineOk && station);
    }

    /** Whether all is there. */
    boolean complete() {
        return serves() && (!webExpected || web.isPresent());
    }

    /** The line for scripts and people; blanks part its fields only, for the identity is percent-encoded as it is in the address. */
    String line(long millis) {
        String identity = link.map(Link::identity)
                .filter(text -> !text.isBlank())
                .map(ReadyState::encoded)
                .orElse(NONE);
        String csms = link.map(Link::url).filter(text -> !text.isBlank()).orElse(NONE);
        String page = web.filter(any -> console)
                .map(uri -> uri.getScheme() + "://127.0.0.1:" + uri.getPort() + "/system/console")
                .orElse(NONE);
        return "READY identity=" + identity + " csms=" + csms + " console=" + page + " in " + millis + " ms";
    }

    private static String encoded(String identity) {
        return URLEncoder.encode(identity, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }

    /** The first of these addresses that says its port; HTTP services list the addresses they listen on. */
    static Optional<URI> address(Object endpoints) {
        String[] texts = endpoints instanceof String[] many ? many : new String[] {Objects.toString(endpoints, "")};
        for (String text : texts) {
            URI uri = URI.create(text);
            if (uri.getPort() > 0) {
                return Optional.of(uri);
            }
        }
        return Optional.empty();
    }
}
