// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.protocol.wire;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** The HTTP Basic header of OCPP-J: user is the identity, password are the raw bytes of the AuthorizationKey. */
public final class BasicAuth {

    private static final Pattern HEX_KEY = Pattern.compile("(?:[0-9A-Fa-f]{2}){16,20}");

    /** How the text of the key becomes the bytes of the password. */
    public enum Format {
        /** 32 to 40 hex digits (an even number) are decoded, anything else is text. */
        auto,
        /** Always decoded from hex digits. */
        hex,
        /** Always the text as it is, in UTF-8. */
        text
    }

    private BasicAuth() {}

    /**
     * The value of the Authorization header. Never to be logged.
     *
     * @throws IllegalArgumentException when the format is hex and the key is not
     */
    public static String header(String identity, String key, Format format) {
        byte[] user = (identity + ":").getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.writeBytes(user);
        both.writeBytes(password(key, format));
        return "Basic " + Base64.getEncoder().encodeToString(both.toByteArray());
    }

    private static byte[] password(String key, Format format) {
        boolean decode = format == Format.hex
                || format == Format.auto && HEX_KEY.matcher(key).matches();
        if (!decode) {
            return key.getBytes(StandardCharsets.UTF_8);
        }
        try {
            return HexFormat.of().parseHex(key);
        } catch (IllegalArgumentException e) {
            // The cause would quote the secret.
            throw new IllegalArgumentException(
                    "AuthorizationKey is not an even number of hex digits, but authorizationKeyFormat is hex");
        }
    }
}
