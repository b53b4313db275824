// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.driver;

import java.util.Objects;

/**
 * A token as a reader saw it.
 *
 * @param value the identification as the central system knows it, 1..20 characters for OCPP 1.6
 * @param kind what kind of token it is
 * @param uid raw unique id in upper-case hex, empty when there is none
 */
public record Token(String value, Kind kind, String uid) {

    /** Kinds of token. */
    public enum Kind {
        RFID,
        KEYPAD,
        BARCODE,
        OTHER
    }

    /** @throws IllegalArgumentException when the value is blank */
    public Token {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(uid, "uid");
        if (value.isBlank()) {
            throw new IllegalArgumentException("token without a value");
        }
    }

    /** A card whose value is its unique id. */
    public static Token rfid(String value) {
        return new Token(value, Kind.RFID, value);
    }
}
