// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.transport.modbus.runtime;

/** Exception codes in words (Modbus Application Protocol 1.1b3, section 7). */
final class ExceptionCode {

    private ExceptionCode() {}

    /** What the code means, and what to check. */
    static String words(int code) {
        return switch (code) {
            case 1 -> "illegal function: the device does not know it; check the device's type";
            case 2 -> "illegal data address: the device has nothing there; check the device's type";
            case 3 -> "illegal data value: the device does not take this value or count";
            case 4 -> "device failure: the device could not do it";
            case 5 -> "acknowledged: the device needs longer";
            case 6 -> "device busy";
            case 8 -> "memory parity error in the device";
            case 10 -> "gateway path unavailable: check the gateway's settings";
            case 11 -> "gateway: the device does not answer; check its power, wiring and address";
            default -> "a code of the maker";
        };
    }

    /** Whether the code means that a gateway answered in place of a silent device. */
    static boolean silent(int code) {
        return code == 10 || code == 11;
    }
}
