// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.station;

/**
 * An identification, compared without regard to case but kept as presented.
 *
 * @param value 1 or more characters, never reformatted
 */
public record IdToken(String value) {

    /** @throws IllegalArgumentException when the value is blank */
    public IdToken {
        if (value.isBlank()) {
            throw new IllegalArgumentException("an identification may not be blank");
        }
    }

    /** The form to compare and to look up by. */
    public String canonical() {
        return value.toLowerCase(java.util.Locale.ROOT);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof IdToken t && t.canonical().equals(canonical());
    }

    @Override
    public int hashCode() {
        return canonical().hashCode();
    }
}
