// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.transport.modbus.runtime;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.concurrent.ThreadLocalRandom;

/** Programs of the system that speak Modbus, each until the test is over. */
final class Peer implements AutoCloseable {

    private static final Path SERVER =
            Path.of("src/test/resources/modbus_server.py").toAbsolutePath();

    private final Deque<Process> running = new ArrayDeque<>();

    /** Skips the test, and says how not to, when something is missing. */
    Peer() {
        assumeTrue(
                Files.isExecutable(Path.of("/usr/bin/socat"))
                        && Files.isDirectory(Path.of("/usr/lib/python3/dist-packages/pymodbus"))
                        && Files.isDirectory(Path.of("/usr/lib/python3/dist-packages/serial_asyncio")),
                "peers are missing: apt-get install -y --no-install-recommends python3-pymodbus python3-serial-asyncio socat");
    }

    /** A port that nobody has, below those of outgoing connections. */
    static int freePort() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(20_000, 32_000);
            try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (IOException e) {
                // taken
            }
        }
    }

    Process start(String... command) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        running.push(process);
        return process;
    }

    /** pymodbus on TCP. */
    Process tcpServer(int port) throws IOException {
        Process process = start("/usr/bin/python3", SERVER.toString(), "tcp", String.valueOf(port));
        awaitPort(port);
        return process;
    }

    /** pymodbus on a serial port. */
    Process rtuServer(Path port) throws IOException {
        Process process = start("/usr/bin/python3", SERVER.toString(), "rtu", port.toString());
        // it has the port open: nothing else tells that it listens
        await().atMost(Duration.ofSeconds(20)).until(() -> holds(process, port.toRealPath()));
        return process;
    }

    private static boolean holds(Process process, Path file) throws IOException {
        try (var descriptors = Files.list(Path.of("/proc/" + process.pid() + "/fd"))) {
            return descriptors.anyMatch(descriptor -> pointsTo(descriptor, file));
        }
    }

    private static boolean pointsTo(Path descriptor, Path file) {
        try {
            return Files.readSymbolicLink(descriptor).equals(file);
        } catch (IOException e) {
            return false; // closed meanwhile
        }
    }

    /** Two ports connected to each other. */
    Process ptys(Path one, Path other) throws IOException {
        Process process = start("/usr/bin/socat", "pty,raw,echo=0,link=" + one, "pty,raw,echo=0,link=" + other);
        await().until(() -> Files.exists(one) && Files.exists(other));
        return process;
    }

    /** A device server: TCP on one side, a serial port on the other. */
    Process deviceServer(int port, Path serial) throws IOException {
        Process process = start(
                "/usr/bin/socat", "TCP-LISTEN:" + port + ",bind=127.0.0.1,reuseaddr,fork", serial + ",raw,echo=0");
        return process;
    }

    private static void awaitPort(int port) {
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
                return true;
            } catch (IOException e) {
                return false;
            }
        });
    }

    static void kill(Process... processes) {
        Arrays.stream(processes).forEach(Process::destroyForcibly);
        await().until(() -> Arrays.stream(processes).noneMatch(Process::isAlive));
    }

    @Override
    public void close() {
        kill(running.toArray(Process[]::new));
    }
}
