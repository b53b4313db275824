// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.driver.em4100;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Finds card ids in what RDM6300 and ID-12 send: 02, ten hex digits, two hex digits with the exclusive-or of the five bytes, CR LF on an ID-12, 03. What
 * is no frame is passed over; a 02 begins a new one.
 */
final class Em4100Frames {

    private static final byte BEGIN = 2;
    private static final byte END = 3;
    private static final int ID_BYTES = 5;
    private static final int DIGITS = 2 * (ID_BYTES + 1);

    private final Consumer<byte[]> ids;
    private final StringBuilder digits = new StringBuilder(DIGITS);
    private boolean inside;

    /** @param ids takes the five bytes of each good frame: a version byte and the 32 bits of the card */
    Em4100Frames(Consumer<byte[]> ids) {
        this.ids = ids;
    }

    /** Takes bytes as they came, split anywhere. */
    void received(byte... bytes) {
        for (byte b : bytes) {
            if (b == BEGIN) {
                clear();
                inside = true;
            } else if (b == END && inside) {
                decode(digits.toString()).ifPresent(ids);
                clear();
            } else if (inside && b != '\r' && b != '\n') {
                digits.append((char) (b & 0xFF));
                inside = digits.length() <= DIGITS;
            }
        }
    }

    /** Forgets what was half received. */
    void clear() {
        inside = false;
        digits.setLength(0);
    }

    private static Optional<byte[]> decode(String text) {
        if (!text.matches("[0-9A-Fa-f]{" + DIGITS + "}")) {
            return Optional.empty();
        }
        byte[] all = HexFormat.of().parseHex(text);
        int sum = 0;
        for (byte b : all) {
            sum ^= b;
        }
        return sum == 0 ? Optional.of(Arrays.copyOf(all, ID_BYTES)) : Optional.empty();
    }
}
