// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.driver.twn4;

import io.gatewatt.driver.DeviceException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/** Elatec TWN4 Simple Protocol in its ASCII form: hex digits, ended by CR. */
final class SimpleProtocol {

    /** SearchTag, 05 00, with room for ids of 16 bytes. */
    static final byte[] SEARCH_TAG = "050010\r".getBytes(StandardCharsets.US_ASCII);

    private static final int HEAD = 5;

    private SimpleProtocol() {}

    /**
     * The id in an answer to {@link #SEARCH_TAG}.
     *
     * @return empty when more must come; an empty array when no tag is in the field
     * @throws DeviceException when the reader reports an error, or this is no answer of it
     */
    static Optional<byte[]> tag(byte[] received) throws DeviceException {
        String text = new String(received, StandardCharsets.ISO_8859_1);
        int end = text.indexOf('\r');
        if (end < 0) {
            return Optional.empty();
        }
        String digits = text.substring(0, end).strip();
        if (digits.length() % 2 != 0 || !digits.matches("[0-9A-Fa-f]{2,}")) {
            throw new DeviceException("TWN4 answers '" + digits.replaceAll("[^ -~]", "?")
                    + "', not hex; is its Simple Protocol in ASCII mode, without CRC?");
        }
        byte[] answer = HexFormat.of().parseHex(digits);
        if (answer[0] != 0) {
            throw new DeviceException("TWN4 refuses SearchTag with error " + digits.substring(0, 2)
                    + "; does its firmware hold the Simple Protocol application?");
        }
        if (answer.length == 2 && answer[1] == 0) {
            return Optional.of(new byte[0]);
        }
        // error, found, tag type, length of the id in bits, length in bytes, id
        if (answer.length < HEAD || answer[1] != 1 || answer.length != HEAD + answer[HEAD - 1]) {
            throw new DeviceException("TWN4 answers " + digits + ", which is no answer to SearchTag");
        }
        return Optional.of(Arrays.copyOfRange(answer, HEAD, answer.length));
    }
}
