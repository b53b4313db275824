// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.webconsole;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** User and password of a Basic Authorization header (RFC 7617, UTF-8). */
record Credentials(String user, String password) {

    private static final int LONGEST = 1024;

    /** Reads the header; empty when it is absent, of another scheme, or not well-formed. */
    static Optional<Credentials> parse(String header) {
        if (header == null || header.length() > LONGEST || !header.regionMatches(true, 0, "Basic ", 0, 6)) {
            return Optional.empty();
        }
        try {
            String text =
                    new String(Base64.getDecoder().decode(header.substring(6).strip()), StandardCharsets.UTF_8);
            int colon = text.indexOf(':');
            return colon < 0
                    ? Optional.empty()
                    : Optional.of(new Credentials(text.substring(0, colon), text.substring(colon + 1)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return "Credentials[" + user + ", ***]";
    }
}
