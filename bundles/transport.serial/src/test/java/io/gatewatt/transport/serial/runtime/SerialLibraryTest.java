// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.transport.serial.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.fazecast.jSerialComm.SerialPort;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SerialLibraryTest {

    @ParameterizedTest
    @CsvSource({
        "Linux, amd64, x86_64",
        "Linux, i386, x86",
        "Linux, aarch64, armv8_64",
        "Linux, arm, armv8_32 armv7hf armv6hf armv5",
        "Linux, ppc64le, ppc64le",
        "Linux, riscv64, ''",
        "Windows 11, amd64, ''",
    })
    void whatMayFit(String system, String architecture, String folders) {
        List<String> machines = SerialLibrary.machines(system, architecture);
        assertEquals(folders, String.join(" ", machines));
        for (String machine : machines) {
            assertNotNull(SerialPort.class.getResource("/Linux/" + machine + "/libjSerialComm.so"), machine);
        }
    }
}
