// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.transport.modbus;

import java.nio.charset.StandardCharsets;

/** Registers as they were read, 16 bits each, and the types that field devices make of them. Offsets count registers, from 0. */
public final class Registers {

    private final int[] words;

    /** @param words 0..65535 each; higher bits are cut off */
    public Registers(int... words) {
        this.words = words.clone();
        for (int i = 0; i < words.length; i++) {
            this.words[i] &= 0xFFFF;
        }
    }

    /** How many registers. */
    public int count() {
        return words.length;
    }

    /** One register, unsigned. */
    public int u16(int offset) {
        return words[offset];
    }

    /** One register, signed. */
    public int i16(int offset) {
        return (short) words[offset];
    }

    /** Two registers, high word first, unsigned. */
    public long u32(int offset) {
        return (long) words[offset] << 16 | words[offset + 1];
    }

    /** Two registers, high word first, signed. */
    public int i32(int offset) {
        return (int) u32(offset);
    }

    /** Two registers, high word first, IEEE 754. */
    public float f32(int offset) {
        return Float.intBitsToFloat(i32(offset));
    }

    /** Four registers, high word first; unsigned ones above the range of a long come out negative. */
    public long i64(int offset) {
        return u32(offset) << 32 | u32(offset + 2);
    }

    /** Two characters per register, high byte first, to the first NUL and without the blanks around. */
    public String ascii(int offset, int count) {
        byte[] bytes = new byte[2 * count];
        int length = 0;
        for (int i = 0; i < bytes.length; i++) {
            byte b = (byte) (words[offset + i / 2] >> (i % 2 == 0 ? 8 : 0));
            if (b == 0) {
                break;
            }
            bytes[length++] = b;
        }
        return new String(bytes, 0, length, StandardCharsets.US_ASCII).strip();
    }
}
