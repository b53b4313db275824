// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.transport.serial.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PortSettingsTest {

    @ParameterizedTest
    @CsvSource({
        "'',   9600,    8, NONE, 1, 'port is ''''; the path of the port, for example /dev/ttyUSB0 expected'",
        "/dev, 49,      8, NONE, 1, baud is '49'; 50..4000000 expected",
        "/dev, 4000001, 8, NONE, 1, baud is '4000001'; 50..4000000 expected",
        "/dev, 9600,    4, NONE, 1, dataBits is '4'; 5..8 expected",
        "/dev, 9600,    9, NONE, 1, dataBits is '9'; 5..8 expected",
        "/dev, 9600,    8, none, 1, 'parity is ''none''; NONE, EVEN or ODD expected'",
        "/dev, 9600,    8, MARK, 1, 'parity is ''MARK''; NONE, EVEN or ODD expected'",
        "/dev, 9600,    8, NONE, 0, stopBits is '0'; 1 or 2 expected",
        "/dev, 9600,    8, NONE, 3, stopBits is '3'; 1 or 2 expected",
    })
    void refusesWithWords(String path, int baud, int dataBits, String parity, int stopBits, String words) {
        assertEquals(
                words,
                assertThrows(
                                IllegalArgumentException.class,
                                () -> new PortSettings(path, baud, dataBits, parity, stopBits))
                        .getMessage());
    }

    @Test
    void isWrittenAsTechniciansDo() {
        assertEquals("/dev/ttyUSB0 19200 8E1", new PortSettings("/dev/ttyUSB0", 19_200, 8, "EVEN", 1).toString());
    }

    @ParameterizedTest
    @CsvSource({
        "2,  there is no device at /dev/x: check the cable and the key 'port'",
        "13, no permission for /dev/x: add the user of the station to the group that owns it (dialout)",
        "16, /dev/x is in use by another program",
        "25, /dev/x is no serial port",
        "99, /dev/x 9600 8N1 cannot be opened (error 99 of the system)",
    })
    void errorsOfTheSystemInWords(int error, String words) {
        assertEquals(words, NativePort.refused(new PortSettings("/dev/x", 9600, 8, "NONE", 1), error, error != 2));
    }
}
