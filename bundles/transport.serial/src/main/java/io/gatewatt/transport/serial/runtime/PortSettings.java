// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.transport.serial.runtime;

import java.util.List;

/**
 * How a port is set.
 *
 * @param path for example {@code /dev/ttyUSB0}, or a link to it
 * @param baud bits per second, 50..4 000 000
 * @param dataBits 5..8
 * @param parity {@code NONE}, {@code EVEN} or {@code ODD}
 * @param stopBits 1 or 2
 */
record PortSettings(String path, int baud, int dataBits, String parity, int stopBits) {

    static final List<String> PARITIES = List.of("NONE", "EVEN", "ODD");

    /** @throws IllegalArgumentException when a value is out of its range; says which, and what is expected */
    PortSettings {
        expect(!path.isBlank(), "port", path, "the path of the port, for example /dev/ttyUSB0");
        expect(baud >= 50 && baud <= 4_000_000, "baud", baud, "50..4000000");
        expect(dataBits >= 5 && dataBits <= 8, "dataBits", dataBits, "5..8");
        expect(PARITIES.contains(parity), "parity", parity, "NONE, EVEN or ODD");
        expect(stopBits == 1 || stopBits == 2, "stopBits", stopBits, "1 or 2");
    }

    private static void expect(boolean fine, String key, Object value, String expected) {
        if (!fine) {
            throw new IllegalArgumentException(key + " is '" + value + "'; " + expected + " expected");
        }
    }

    /** As technicians write it: {@code /dev/ttyUSB0 9600 8N1}. */
    @Override
    public String toString() {
        return path + " " + baud + " " + dataBits + parity.charAt(0) + stopBits;
    }
}
