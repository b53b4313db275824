// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.itests.drivers;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatewatt.driver.DeviceException;
import io.gatewatt.driver.EnergyMeter;
import io.gatewatt.itests.harness.Csms;
import io.gatewatt.itests.harness.Project;
import io.gatewatt.measure.Measured;
import io.gatewatt.measure.MeterReading;
import io.gatewatt.measure.Phase;
import io.gatewatt.measure.Quantity;
import java.io.IOException;
import java.nio.file.Path;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The meter driver and its maps against two Modbus servers of others, on all three roads. */
class MeterPeersTest {

    @TempDir
    private Path folder;

    private final DriverHost host = DriverHost.open();
    private Peer meters;
    private Pty pty;

    @AfterEach
    void close() {
        host.close();
        if (meters != null) {
            meters.close();
        }
        if (pty != null) {
            pty.close();
        }
    }

    private EnergyMeter meter(String device, String map, String bus, int unit) {
        host.configure(
                "driver.modbusmeter",
                "device.id",
                device,
                "meter",
                map,
                "bus.target",
                "(bus.id=" + bus + ")",
                "unit",
                unit);
        return host.device(EnergyMeter.class, device);
    }

    private void pymodbus(String road) {
        Debian.needModbus();
        int port = Project.freePort();
        Path link = folder.resolve("tty");
        if (road.equals("rtu")) {
            pty = Pty.to(link, folder.resolve("far"));
        }
        meters = switch (road) {
            case "rtu" ->
                Peer.python(
                        "meters.py",
                        "--rtu",
                        folder.resolve("far").toString(),
                        "sdm630:1:6900:5000",
                        "em340:2:2000:700");
            case "rtu-over-tcp" ->
                Peer.python("meters.py", "--rtu-tcp", "" + port, "sdm630:1:6900:5000", "em340:2:2000:700");
            default -> Peer.python("meters.py", "--tcp", "" + port, "sdm630:1:6900:5000", "em340:2:2000:700");
        };
        if (road.equals("rtu")) {
            host.rtu(road, link.toString());
        } else {
            host.tcp(road, road, port);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tcp", "rtu", "rtu-over-tcp"})
    void twoMakersOnOneBus(String road) throws DeviceException {
        pymodbus(road);
        EnergyMeter eastron = meter("eastron", "eastron-sdm630", road, 1);
        EnergyMeter gavazzi = meter("gavazzi", "carlogavazzi-em340", road, 2);
        MeterReading first = patiently(eastron);
        assertAll(
                () -> assertTrue(first.importWh() >= 5000 && first.importWh() < 5100, first::toString),
                () -> assertEquals(6900, value(first, Quantity.POWER_ACTIVE_IMPORT, Phase.ALL), 1),
                () -> assertEquals(230, value(first, Quantity.VOLTAGE, Phase.L1_N), 0.1),
                () -> assertEquals(10, value(first, Quantity.CURRENT_IMPORT, Phase.L3), 0.01));
        MeterReading other = gavazzi.read();
        assertAll(
                () -> assertTrue(other.importWh() >= 700 && other.importWh() < 800, other::toString),
                () -> assertEquals(2000, value(other, Quantity.POWER_ACTIVE_IMPORT, Phase.ALL), 1),
                () -> assertEquals(2.899, value(other, Quantity.CURRENT_IMPORT, Phase.L2), 0.001));
        Awaitility.await("the register advances")
                .atMost(Csms.PATIENCE)
                .until(() -> eastron.read().importWh() > first.importWh());
    }

    @Test
    void aSilentUnitDoesNotHoldUpTheOther() throws DeviceException {
        pymodbus("rtu");
        EnergyMeter good = meter("good", "eastron-sdm630", "rtu", 1);
        EnergyMeter gone = meter("gone", "carlogavazzi-em340", "rtu", 2);
        patiently(good);
        gone.read();
        meters.say("silent 2 on");
        DeviceException silence = assertThrows(DeviceException.class, gone::read);
        assertTrue(silence.getMessage().contains("2"), silence::getMessage);
        good.read();
        meters.say("silent 2 off");
        patiently(gone);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tcp", "rtu"})
    void libmodbus(String road) throws Exception {
        Debian.need("socat", "gcc", "libmodbus-dev");
        Path server = compile();
        if (road.equals("tcp")) {
            int port = Project.freePort();
            meters = Peer.program(server.toString(), "tcp", "" + port);
            host.tcp("lib", "tcp", port);
        } else {
            Path link = folder.resolve("tty");
            Path far = folder.resolve("far");
            pty = Pty.to(link, far);
            meters = Peer.program(server.toString(), "rtu", far.toString(), "7");
            host.rtu("lib", link.toString());
        }
        MeterReading reading = patiently(meter("lib1", "eastron-sdm630", "lib", 7));
        assertEquals(12_345_678, (double) reading.importWh(), 1);
        assertEquals(4321, value(reading, Quantity.POWER_ACTIVE_IMPORT, Phase.ALL), 0.01);
        assertEquals(1440.25, value(reading, Quantity.POWER_ACTIVE_IMPORT, Phase.L2), 0.01);
        assertEquals(50, value(reading, Quantity.FREQUENCY, Phase.ALL), 0.01);
    }

    private Path compile() throws IOException, InterruptedException {
        Path server = folder.resolve("libmodbus_server");
        Process gcc = new ProcessBuilder(
                        "gcc",
                        "-o",
                        server.toString(),
                        Peer.script("libmodbus_server.c").toString(),
                        "-I/usr/include/modbus",
                        "-lmodbus")
                .redirectErrorStream(true)
                .start();
        String told = new String(gcc.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertEquals(0, gcc.waitFor(), told);
        return server;
    }

    /** The adapter is pulled and put back: words while it is away, then the same driver goes on. */
    @Test
    void theLineIsPulled() throws DeviceException {
        Debian.needModbus();
        int port = Project.freePort();
        meters = Peer.python("meters.py", "--rtu-tcp", "" + port, "sdm630:1:6900:5000");
        pty = Pty.to(folder.resolve("tty"), port);
        host.rtu("pulled", pty.path());
        EnergyMeter meter = meter("pulled1", "eastron-sdm630", "pulled", 1);
        long before = patiently(meter).importWh();
        for (int i = 0; i < 3; i++) {
            pty.unplug();
            DeviceException away = assertThrows(DeviceException.class, meter::read);
            assertTrue(away.getMessage().contains("pulled") || away.getMessage().contains("tty"), away::getMessage);
            pty.plug();
            long after = patiently(meter).importWh();
            assertTrue(after >= before, before + " Wh, then " + after + " Wh");
        }
    }

    private static MeterReading patiently(EnergyMeter meter) {
        return Awaitility.await()
                .atMost(Csms.PATIENCE)
                .ignoreException(DeviceException.class)
                .until(meter::read, r -> true);
    }

    private static double value(MeterReading reading, Quantity quantity, Phase phase) {
        return reading.values().stream()
                .filter(value -> value.quantity() == quantity && value.phase() == phase)
                .mapToDouble(Measured::value)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + quantity + " " + phase + " in " + reading));
    }
}
