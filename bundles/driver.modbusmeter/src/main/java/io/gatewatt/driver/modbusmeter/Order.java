// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.driver.modbusmeter;

import io.gatewatt.transport.modbus.Registers;

/** In which order a value's words lie in its registers; the two bytes of a word always come high byte first. */
enum Order {
    /** High word first. */
    ABCD,
    /** Low word first. */
    CDAB;

    /** The bits of a value of so many words. */
    long bits(Registers registers, int offset, int words) {
        long bits = 0;
        for (int i = 0; i < words; i++) {
            bits = bits << 16 | registers.u16(offset + (this == ABCD ? i : words - 1 - i));
        }
        return bits;
    }
}
