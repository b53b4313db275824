// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.itests.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatewatt.itests.harness.Csms;
import io.gatewatt.itests.harness.StationProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The way to the central system, when it is not there or not what it should be. */
class LinkTest {

    @TempDir
    Path home;

    private StationProcess.Command station(String url) {
        return StationProcess.Command.run(home)
                .with("--csms", url, "--identity", "CP 1/ä", "--offline-ok")
                .set("Station.reconnectSeconds", "1..2")
                .set("AuthorizationKey", "0123456789abcdef");
    }

    private static void awaitLog(StationProcess station, String words) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> station.err().stream().anyMatch(l -> l.contains(words)));
    }

    @Test
    void downAtTheStartIsTriedUntilItIsThere() {
        try (Csms csms = new Csms()) {
            csms.down();
            try (StationProcess station = station(csms.url()).start()) {
                String ready = station.awaitReady();
                assertTrue(ready.matches("READY identity=CP%201%2F%C3%A4 csms=\\S+ console=\\S+ in \\d+ ms"), ready);
                csms.listen();
                csms.expect("BootNotification");
                csms.expectStatus(1, "Available");
                assertEquals("/ocpp/CP%201%2F%C3%A4", csms.handshakes().get(0).path());
                String basic = "Basic "
                        + Base64.getEncoder()
                                .encodeToString("CP 1/ä:0123456789abcdef".getBytes(StandardCharsets.UTF_8));
                assertEquals(basic, csms.handshakes().get(0).header("Authorization"));
                assertTrue(csms.handshakes()
                        .get(0)
                        .header("Sec-WebSocket-Protocol")
                        .contains("ocpp1.6"));
                assertTrue(
                        station.told().lines().noneMatch(l -> l.contains("0123456789abcdef")),
                        "the key stands in the log");
            }
        }
    }

    @Test
    void anotherSubProtocolIsRefusedAndTold() {
        try (Csms csms = new Csms("ocpp2.0.1");
                StationProcess station = station(csms.url()).start()) {
            station.awaitReady();
            awaitLog(station, "ocpp1.6");
            assertEquals(0, csms.all("BootNotification").size());
        }
    }

    @ParameterizedTest
    @CsvSource({"401 Unauthorized,401", "404 Not Found,404", "503 Service Unavailable,503"})
    void aRefusedUpgradeIsToldAndTriedAgain(String status, String words) throws IOException {
        AtomicInteger attempts = new AtomicInteger();
        try (ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            Thread refuser = new Thread(() -> refuse(server, status, attempts));
            refuser.setDaemon(true);
            refuser.start();
            try (StationProcess station =
                    station("ws://127.0.0.1:" + server.getLocalPort() + "/ocpp").start()) {
                station.awaitReady();
                awaitLog(station, words);
                Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> attempts.get() >= 2);
            }
        }
    }

    private static void refuse(ServerSocket server, String status, AtomicInteger attempts) {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                attempts.incrementAndGet();
                socket.getInputStream().read(new byte[4096]);
                socket.getOutputStream()
                        .write(("HTTP/1.1 " + status + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
                                .getBytes(StandardCharsets.US_ASCII));
                socket.getOutputStream().flush();
            } catch (IOException e) {
                // The socket was closed: the test is over, or the station went away.
            }
        }
    }
}
