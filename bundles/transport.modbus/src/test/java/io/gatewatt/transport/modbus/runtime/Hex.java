// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.transport.modbus.runtime;

import java.util.HexFormat;

/** Frames as manuals print them: {@code 01 04 00 48}. */
final class Hex {

    private Hex() {}

    static byte[] bytes(String text) {
        return HexFormat.of().parseHex(text.replace(" ", ""));
    }

    static String text(byte[] bytes) {
        return HexFormat.ofDelimiter(" ").withUpperCase().formatHex(bytes);
    }

    /** An RTU frame with its checksum. */
    static byte[] sealed(String text) {
        byte[] frame = bytes(text + " 00 00");
        Crc16.seal(frame);
        return frame;
    }
}
