// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.transport.modbus.runtime;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatewatt.driver.DeviceException;
import io.gatewatt.transport.modbus.ModbusBus;
import io.gatewatt.transport.modbus.Registers;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each kind of bus against pymodbus: units 1 and 2 with register n = 100 * unit + n, coil n = n is even. */
@Timeout(60)
class PymodbusTest {

    @TempDir
    Path folder;

    private final Peer peer = new Peer();
    private QueuedBus bus;
    private int timeout = 3000;

    @AfterEach
    void close() {
        if (bus != null) {
            bus.stop();
        }
        peer.close();
        assertEquals(
                List.of(),
                Thread.getAllStackTraces().keySet().stream()
                        .map(Thread::getName)
                        .filter(name -> name.startsWith("modbus-"))
                        .toList());
    }

    private ModbusBus bus(String kind) throws IOException {
        int port = Peer.freePort();
        Path near = folder.resolve("near");
        Path far = folder.resolve("far");
        switch (kind) {
            case "tcp" -> {
                peer.tcpServer(port);
                start(true, new SocketChannel("b", "127.0.0.1", port, false));
            }
            case "rtu" -> serial(far, input -> input);
            default -> {
                peer.ptys(near, far);
                peer.rtuServer(far);
                peer.deviceServer(port, near);
                start(false, new SocketChannel("b", "127.0.0.1", port, true));
                await().until(() -> answers(1));
            }
        }
        return bus;
    }

    private void serial(Path far, UnaryOperator<InputStream> between) throws IOException {
        Process line = peer.start("/usr/bin/socat", "-", "pty,raw,echo=0,link=" + far);
        await().until(far.toFile()::exists);
        peer.rtuServer(far);
        StreamLine streams = new StreamLine(between.apply(line.getInputStream()), line.getOutputStream());
        start(false, new LineChannel(() -> streams, "no line"));
    }

    private boolean answers(int unit) {
        try {
            return bus.readInput(unit, 0, 1).count() == 1;
        } catch (DeviceException e) {
            return false;
        }
    }

    private void start(boolean tcp, Channel channel) {
        bus = new QueuedBus(
                "b",
                new QueuedBus.Rules(timeout, tcp ? 0 : 20, tcp ? 0 : 1, tcp ? 255 : 247),
                tcp ? new TcpFraming() : new RtuFraming(),
                channel);
        bus.start();
    }

    @ParameterizedTest
    @ValueSource(strings = {"tcp", "rtu", "rtu-over-tcp"})
    void speaksAllFunctions(String kind) throws Exception {
        ModbusBus bus = bus(kind);
        for (int unit = 1; unit <= 2; unit++) {
            Registers few = bus.readInput(unit, 5, 3);
            assertEquals(3, few.count());
            assertEquals(100 * unit + 5, few.u16(0));
            assertEquals(100 * unit + 7, few.u16(2));
            Registers most = bus.readHolding(unit, 20, 125);
            assertEquals(100 * unit + 144, most.u16(124));
            assertArrayEquals(new boolean[] {false, true, false}, bus.readCoils(unit, 1, 3));
            boolean[] discrete = bus.readDiscrete(unit, 0, 19);
            assertEquals(19, discrete.length);
            assertTrue(discrete[18]);

            bus.writeCoil(unit, 1, true);
            assertArrayEquals(new boolean[] {true, true, true}, bus.readCoils(unit, 0, 3));
            bus.writeRegister(unit, 0, 0xFFFE);
            bus.writeRegisters(unit, 1, -1, 0x1234, 7);
            Registers written = bus.readHolding(unit, 0, 4);
            assertEquals(-2, written.i16(0));
            assertEquals(0xFFFF, written.u16(1));
            assertEquals(0x1234, written.u16(2));
            assertEquals(7, written.u16(3));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tcp", "rtu", "rtu-over-tcp"})
    void saysWhatTheDeviceDoesNotDo(String kind) throws Exception {
        ModbusBus bus = bus(kind);
        DeviceException told = assertThrows(DeviceException.class, () -> bus.readInput(2, 199, 2));
        assertEquals(
                "bus b, unit 2, read input registers (function 04) at 199 (0x00C7), 2 of them: exception 2, illegal data address:"
                        + " the device has nothing there; check the device's type",
                told.getMessage());
        assertEquals(205, bus.readInput(2, 5, 1).u16(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rtu", "rtu-over-tcp"})
    void aSilentUnitDoesNotStallItsNeighbour(String kind) throws Exception {
        timeout = 1000;
        ModbusBus bus = bus(kind);
        for (int i = 0; i < UnitHealth.FAILURES; i++) {
            DeviceException silent = assertThrows(DeviceException.class, () -> bus.readInput(7, 0, 1));
            assertTrue(silent.getMessage()
                    .endsWith("no answer within 1000 ms: check the unit's power, wiring, address and baud rate"));
            assertEquals(105, bus.readInput(1, 5, 1).u16(0));
        }
        DeviceException spared = assertThrows(DeviceException.class, () -> bus.readInput(7, 0, 1));
        assertTrue(spared.getMessage().contains("the unit does not answer; it is asked again in "), spared::getMessage);
    }

    @Test
    void aNoisyLineGivesNoWrongValue() throws Exception {
        serial(folder.resolve("far"), input -> new NoisyInput(input, 60));
        int right = 0;
        for (int i = 0; i < 100; i++) {
            try {
                Registers few = bus.readInput(1 + i % 2, i, 4);
                assertEquals(100 * (1 + i % 2) + i, few.u16(0));
                assertEquals(100 * (1 + i % 2) + i + 3, few.u16(3));
                right++;
            } catch (DeviceException e) {
                assertTrue(e.getMessage().startsWith("bus b, unit " + (1 + i % 2)), e::getMessage);
            }
        }
        assertTrue(
                right > 50,
                "only " + right + " of 100"); // half of the answers are broken, most of their repetitions are not
    }

    @Test
    void reconnects() throws Exception {
        int port = Peer.freePort();
        Process first = peer.tcpServer(port);
        start(true, new SocketChannel("b", "127.0.0.1", port, false));
        assertEquals(101, bus.readHolding(1, 1, 1).u16(0));
        Peer.kill(first);
        DeviceException gone = assertThrows(DeviceException.class, () -> bus.readHolding(1, 1, 1));
        assertTrue(gone.getMessage().contains("no connection to 127.0.0.1:" + port + ": "), gone::getMessage);
        peer.tcpServer(port);
        await().atMost(Duration.ofSeconds(20)).until(() -> answers(1));
    }
}
