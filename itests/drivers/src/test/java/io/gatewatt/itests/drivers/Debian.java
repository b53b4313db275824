// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.itests.drivers;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What peers need of the machine, by package, and the file that tells whether it is there. */
final class Debian {

    private static final Map<String, String> FILES = Map.of(
            "socat", "/usr/bin/socat",
            "python3", "/usr/bin/python3",
            "python3-pymodbus", "/usr/lib/python3/dist-packages/pymodbus",
            "python3-serial-asyncio", "/usr/lib/python3/dist-packages/serial_asyncio",
            "gcc", "/usr/bin/gcc",
            "libmodbus-dev", "/usr/include/modbus/modbus.h",
            "pcscd", "/usr/sbin/pcscd",
            "vsmartcard-vpcd", "/usr/lib/pcsc/drivers/serial/libifdvpcd.so",
            "iproute2", "/sbin/ip");

    private static final String[] MODBUS = {"socat", "python3-pymodbus", "python3-serial-asyncio"};

    private Debian() {}

    /** Skips the test when one of these packages is missing, and says how not to. */
    static void need(String... packages) {
        String missing = Stream.of(packages)
                .filter(name -> !Files.exists(Path.of(FILES.get(name))))
                .collect(Collectors.joining(" "));
        assumeTrue(missing.isEmpty(), "peers are missing: apt-get install -y --no-install-recommends " + missing);
    }

    /** What Modbus units of pymodbus need. */
    static void needModbus() {
        need(MODBUS);
    }

    /** What cards need: packages, and to be allowed to make a network of their own for vpcd. */
    static void needCards() {
        need("socat", "python3", "pcscd", "vsmartcard-vpcd", "iproute2");
        assumeTrue(
                Files.isWritable(Path.of("/run")) || Files.isWritable(Path.of("/run/pcscd")),
                "pcscd needs root: sudo mvn …, or let it run by hand");
        assumeTrue(
                !Files.exists(Path.of("/run/pcscd/pcscd.pid")),
                "another pcscd runs: there can be one per machine; systemctl stop pcscd.socket pcscd");
    }
}
