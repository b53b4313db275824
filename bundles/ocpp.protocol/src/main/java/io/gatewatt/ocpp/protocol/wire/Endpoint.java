// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.protocol.wire;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where to connect and as whom, checked.
 *
 * @param uri ws or wss address with the percent-encoded identity as its last segment
 * @param identity the station's identity, plain
 * @param keyFormat how the password is read from the secret
 * @param truststore certificates to trust instead of the JVM's; PEM, PKCS#12 or JKS
 */
public record Endpoint(URI uri, String identity, BasicAuth.Format keyFormat, Optional<Path> truststore) {

    /** The setting of the address, in words for people: on the command line and in the configuration. */
    public static final String URL_SETTING = "--csms (url in ocpp.connection)";

    private static final String UNRESERVED = "-._~";

    /**
     * Checks and joins address and identity.
     *
     * @throws IllegalArgumentException with words that name what is wrong and what to do
     */
    public static Endpoint of(String url, String identity, BasicAuth.Format keyFormat, String truststore) {
        String address = url == null ? "" : url.strip();
        if (address.isEmpty()) {
            throw new IllegalArgumentException(
                    "no address of a central system is configured: set " + URL_SETTING + " to ws://... or wss://...");
        }
        if (identity == null || identity.isBlank()) {
            throw new IllegalArgumentException(
                    "identity is blank: set --identity (identity in ocpp.connection) to the name the central system knows");
        }
        String shown = address.replaceAll("//[^/]*@", "//***@");
        URI base = parse(address, shown);
        if (!"ws".equalsIgnoreCase(base.getScheme()) && !"wss".equalsIgnoreCase(base.getScheme())) {
            throw new IllegalArgumentException(
                    "url '" + shown + "' is neither ws:// nor wss://: correct " + URL_SETTING);
        }
        if (base.getHost() == null
                || base.getRawUserInfo() != null
                || base.getRawQuery() != null
                || base.getRawFragment() != null) {
            throw new IllegalArgumentException(
                    "url must be ws(s)://host[:port][/path] without user, query and fragment:" + " correct "
                            + URL_SETTING + "; a password belongs in AuthorizationKey");
        }
        String trimmed = address.replaceAll("/+$", "");
        Optional<Path> trust = truststore == null || truststore.isBlank()
                ? Optional.empty()
                : Optional.of(Path.of(truststore.strip()));
        return new Endpoint(URI.create(trimmed + "/" + encode(identity)), identity, keyFormat, trust);
    }

    private static URI parse(String address, String shown) {
        try {
            return new URI(address);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(
                    "url '" + shown + "' is not an address (" + e.getReason() + "): correct " + URL_SETTING);
        }
    }

    /** Percent-encodes the UTF-8 bytes of all but the unreserved characters of RFC 3986. */
    static String encode(String identity) {
        StringBuilder out = new StringBuilder();
        for (byte b : identity.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean plain = c < 0x80 && (Character.isLetterOrDigit(c) || UNRESERVED.indexOf(c) >= 0);
            if (plain) {
                out.append(c);
            } else {
                out.append(String.format("%%%02X", (int) c));
            }
        }
        return out.toString();
    }

    /** Whether the connection is encrypted. */
    public boolean secure() {
        return "wss".equalsIgnoreCase(uri.getScheme());
    }

    /** Host and port for words. */
    public String authority() {
        return uri.getAuthority();
    }
}
