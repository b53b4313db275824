// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.transport.modbus.runtime;

import io.gatewatt.transport.modbus.Registers;

/**
 * One request: what it asks, its bytes, and what its answer means.
 *
 * @param unit address of the device
 * @param address first register or coil, 0..65535
 * @param count how many of them
 * @param pdu function code and data, as sent on the wire
 */
record Request(int unit, Function function, int address, int count, byte[] pdu) {

    /** @throws IllegalArgumentException when the address or the count is out of its range */
    Request {
        if (address < 0 || address > 0xFFFF) {
            throw new IllegalArgumentException(function.words + ": address " + address + "; 0..65535 expected");
        }
        if (count < 1 || count > function.most) {
            throw new IllegalArgumentException(
                    function.words + " at " + address + ": " + count + " of them; 1.." + function.most + " expected");
        }
        if (address + count > 0x10000) {
            throw new IllegalArgumentException(
                    function.words + " at " + address + ": " + count + " of them go beyond 65535");
        }
    }

    static Request read(Function function, int unit, int address, int count) {
        return new Request(unit, function, address, count, head(new byte[5], function, address, count));
    }

    static Request writeCoil(int unit, int address, boolean on) {
        Function function = Function.WRITE_COIL;
        return new Request(unit, function, address, 1, head(new byte[5], function, address, on ? 0xFF00 : 0));
    }

    static Request writeRegister(int unit, int address, int value) {
        Function function = Function.WRITE_REGISTER;
        return new Request(unit, function, address, 1, head(new byte[5], function, address, word(value)));
    }

    static Request writeRegisters(int unit, int address, int... values) {
        Function function = Function.WRITE_REGISTERS;
        byte[] pdu = head(new byte[6 + 2 * values.length], function, address, values.length);
        pdu[5] = (byte) (2 * values.length);
        for (int i = 0; i < values.length; i++) {
            put(pdu, 6 + 2 * i, word(values[i]));
        }
        return new Request(unit, function, address, values.length, pdu);
    }

    private static byte[] head(byte[] pdu, Function function, int address, int second) {
        pdu[0] = (byte) function.code;
        put(pdu, 1, address);
        put(pdu, 3, second);
        return pdu;
    }

    private static void put(byte[] pdu, int offset, int word) {
        pdu[offset] = (byte) (word >> 8);
        pdu[offset + 1] = (byte) word;
    }

    /** A register's value; a negative one is meant as two's complement. */
    private static int word(int value) {
        if (value < Short.MIN_VALUE || value > 0xFFFF) {
            throw new IllegalArgumentException("register value " + value + "; 0..65535, or -32768..-1, expected");
        }
        return value & 0xFFFF;
    }

    /** Length of the answer's function code and data when it is no exception, bytes. */
    int answerLength() {
        if (function.writes()) {
            return 5;
        }
        return 2 + dataLength();
    }

    private int dataLength() {
        return function.bits() ? (count + 7) / 8 : 2 * count;
    }

    /** Whether bytes from an offset on begin as the answer to this does, exceptions included. Fewer bytes than that begin as anything. */
    boolean begins(byte[] bytes, int offset) {
        int left = bytes.length - offset;
        if (left < 1) {
            return true;
        }
        int code = bytes[offset] & 0xFF;
        if (code == (function.code | 0x80)) {
            return true;
        }
        if (code != function.code) {
            return false;
        }
        if (!function.writes()) {
            return left < 2 || (bytes[offset + 1] & 0xFF) == dataLength();
        }
        int same = function == Function.WRITE_REGISTERS ? 5 : pdu.length; // a write is answered by its echo
        for (int i = 1; i < Math.min(same, left); i++) {
            if (bytes[offset + i] != pdu[i]) {
                return false;
            }
        }
        return true;
    }

    /** The registers of an answer. */
    Registers registers(byte[] answer) {
        int[] words = new int[count];
        for (int i = 0; i < count; i++) {
            words[i] = (answer[2 + 2 * i] & 0xFF) << 8 | answer[3 + 2 * i] & 0xFF;
        }
        return new Registers(words);
    }

    /** The bits of an answer: first in the lowest bit of the first byte. */
    boolean[] bits(byte[] answer) {
        boolean[] bits = new boolean[count];
        for (int i = 0; i < count; i++) {
            bits[i] = (answer[2 + i / 8] >> i % 8 & 1) != 0;
        }
        return bits;
    }

    /** For a technician: {@code unit 3, read input registers (function 04) at 72 (0x0048), 2 of them}. */
    @Override
    public String toString() {
        return String.format(
                        "unit %d, %s (function %02d) at %d (0x%04X)",
                        unit, function.words, function.code, address, address)
                + (function.most == 1 ? "" : ", " + count + " of them");
    }
}
