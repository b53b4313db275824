// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.transport.modbus.runtime;

/** The checksum of RTU frames (Modbus over Serial Line 1.02, appendix B): polynomial A001, begin FFFF, low byte first. */
final class Crc16 {

    private static final int[] TABLE = new int[256];

    static {
        for (int i = 0; i < 256; i++) {
            int crc = i;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 1) == 0 ? crc >> 1 : crc >> 1 ^ 0xA001;
            }
            TABLE[i] = crc;
        }
    }

    private Crc16() {}

    static int of(byte[] bytes, int start, int length) {
        int crc = 0xFFFF;
        for (int i = start; i < start + length; i++) {
            crc = crc >> 8 ^ TABLE[(crc ^ bytes[i]) & 0xFF];
        }
        return crc;
    }

    /** Writes the checksum of all bytes but the last two into the last two. */
    static void seal(byte[] frame) {
        int crc = of(frame, 0, frame.length - 2);
        frame[frame.length - 2] = (byte) crc;
        frame[frame.length - 1] = (byte) (crc >> 8);
    }

    /** Whether the last two bytes of a frame are its checksum. */
    static boolean fits(byte[] bytes, int start, int length) {
        int crc = of(bytes, start, length - 2);
        return bytes[start + length - 2] == (byte) crc && bytes[start + length - 1] == (byte) (crc >> 8);
    }
}
