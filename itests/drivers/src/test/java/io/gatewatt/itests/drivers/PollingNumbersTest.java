// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.itests.drivers;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.OperatingSystemMXBean;
import io.gatewatt.driver.DeviceException;
import io.gatewatt.driver.EnergyMeter;
import io.gatewatt.itests.harness.Csms;
import io.gatewatt.itests.harness.Project;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What reading meters costs, and how many of them a slow line carries. Measures and tells; asserts only that all was read. */
class PollingNumbersTest {

    private static final int BAUD = 9600;
    /** A request to read registers. */
    private static final int REQUEST_BYTES = 8;
    /** Silence before each frame, characters (Modbus over Serial Line 1.02, 2.5.1.1). */
    private static final double SILENCE = 3.5;

    private static final Duration MEASURED = Duration.ofSeconds(6);

    @TempDir
    private Path folder;

    private static EnergyMeter meter(DriverHost host, String bus, int unit) {
        String device = bus + unit;
        host.configure(
                "driver.modbusmeter",
                "device.id",
                device,
                "meter",
                "eastron-sdm630",
                "bus.target",
                "(bus.id=" + bus + ")",
                "unit",
                unit);
        EnergyMeter meter = host.device(EnergyMeter.class, device);
        Awaitility.await()
                .atMost(Csms.PATIENCE)
                .ignoreException(DeviceException.class)
                .until(meter::read, reading -> true);
        return meter;
    }

    @ParameterizedTest
    @CsvSource({"tcp, 1000", "rtu, 60"})
    void cpuOfAReading(String road, int readings) throws DeviceException {
        Debian.needModbus();
        int port = Project.freePort();
        String bus = "cost-" + road;
        boolean tcp = road.equals("tcp");
        try (Peer units = Peer.python("meters.py", tcp ? "--tcp" : "--rtu-tcp", "" + port, "sdm630:1:5000");
                Pty pty = tcp ? null : Pty.to(folder.resolve("tty"), port);
                DriverHost host = DriverHost.open()) {
            if (tcp) {
                host.tcp(bus, "tcp", port);
            } else {
                host.rtu(bus, pty.path());
            }
            EnergyMeter meter = meter(host, bus, 1);
            for (int i = 0; i < readings; i++) {
                meter.read();
            }
            long before = cpu();
            for (int i = 0; i < readings; i++) {
                meter.read();
            }
            Numbers.put("cpuPerReadingMicros." + road, (cpu() - before) / 1000 / readings);
            units.say("state 1");
        }
    }

    private static long cpu() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    /** With the silence that the transport keeps by itself, and with the least that the line allows. */
    @ParameterizedTest
    @CsvSource({"default, -1", "leastGap, 4"})
    void metersOnASlowLine(String name, int gap) throws IOException, DeviceException {
        Debian.needModbus();
        int port = Project.freePort();
        String bus = "slow" + name;
        try (Peer units = Peer.python("meters.py", "--rtu-tcp", "" + port, "sdm630:1:5000", "sdm630:2:5000");
                PacedLine line = new PacedLine(port, BAUD);
                Pty pty = Pty.to(folder.resolve("tty"), line.port());
                DriverHost host = DriverHost.open()) {
            host.configure("transport.serial", "line.id", bus, "port", pty.path(), "baud", BAUD)
                    .configure(
                            "transport.modbus",
                            "bus.id",
                            bus,
                            "kind",
                            "rtu",
                            "line.target",
                            "(line.id=" + bus + ")",
                            "gap",
                            gap);
            EnergyMeter[] meters = {meter(host, bus, 1), meter(host, bus, 2)};
            long requested = line.requested();
            long answered = line.answered();
            long begin = System.nanoTime();
            int readings = 0;
            while (System.nanoTime() - begin < MEASURED.toNanos()) {
                meters[readings++ % meters.length].read();
            }
            double seconds = (System.nanoTime() - begin) / 1e9;
            requested = line.requested() - requested;
            answered = line.answered() - answered;
            double frames = 2.0 * requested / REQUEST_BYTES;
            double least = (requested + answered + frames * SILENCE) * line.byteNanos() / 1e9;
            Numbers.put("line9600." + name + ".metersPerSecond", Math.round(100 * readings / seconds) / 100.0);
            Numbers.put("line9600." + name + ".lineLimitPerSecond", Math.round(100 * readings / least) / 100.0);
            Numbers.put("line9600." + name + ".requestsPerReading", Math.round(frames / 2 / readings));
            Numbers.put("line9600." + name + ".bytesPerReading", (requested + answered) / readings);
            assertTrue(readings > 0);
            units.say("state 2");
        }
    }
}
