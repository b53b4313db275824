// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.driver.modbusmeter;

import java.util.Locale;

/** How a number is written into registers. A double holds each of them exactly up to 2^53, which is more Wh than any meter counts. */
enum Type {
    U16(1),
    I16(1),
    U32(2),
    I32(2),
    U64(4),
    I64(4),
    F32(2),
    F64(4);

    private final int words;

    Type(int words) {
        this.words = words;
    }

    /** Registers it takes. */
    int words() {
        return words;
    }

    /** The number; NaN and infinite ones only of the two floating types. */
    double number(long bits) {
        return switch (this) {
            case U16, U32 -> bits;
            case I16 -> (short) bits;
            case I32 -> (int) bits;
            case I64 -> bits;
            case U64 -> bits >= 0 ? bits : bits + 0x1p64;
            case F32 -> Float.intBitsToFloat((int) bits);
            case F64 -> Double.longBitsToDouble(bits);
        };
    }

    /** As maps write it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
