// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.protocol.wire;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.java_websocket.enums.Opcode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JettyWireTest {

    @TempDir
    Path secrets;

    private JettyWire wire;
    private final Ear ear = new Ear();

    private Wire.Attempt connect(String url, String identity) {
        wire = new JettyWire(() -> ConnectorSource.PLAIN, new Secrets(Optional.of(secrets)));
        return wire.connect(Endpoint.of(url, identity, BasicAuth.Format.auto, ""), ear);
    }

    @AfterEach
    void stop() {
        if (wire != null) {
            wire.stop();
        }
    }

    @Test
    void identityIsEncodedInThePathAndPlainInTheHeader() throws Exception {
        Files.writeString(secrets.resolve("authorizationKey"), "0123456789abcdef0123456789abcdef01234567\n");
        try (Csms csms = new Csms("ocpp1.6").up()) {
            connect(csms.url() + "/", "CP 1/ä");
            ear.heard("opened");
            await().until(() -> !csms.paths.isEmpty());
            assertEquals("/ocpp/CP%201%2F%C3%A4", csms.paths.peek());
            byte[] header =
                    Base64.getDecoder().decode(csms.authorizations.peek().substring("Basic ".length()));
            byte[] user = "CP 1/ä:".getBytes(StandardCharsets.UTF_8);
            assertEquals("CP 1/ä:", new String(header, 0, user.length, StandardCharsets.UTF_8));
            assertEquals(20, header.length - user.length, "the raw bytes of the key");
        }
    }

    @Test
    void withoutAKeyThereIsNoHeader() throws Exception {
        try (Csms csms = new Csms("ocpp1.6").up()) {
            connect(csms.url(), "CP1");
            ear.heard("opened");
            await().until(() -> !csms.paths.isEmpty());
            assertEquals("", csms.authorizations.peek());
        }
    }

    @Test
    void textsPingsAndAProperGoodBye() throws Exception {
        try (Csms csms = new Csms("ocpp1.6").up()) {
            csms.echo = true;
            connect(csms.url(), "CP1");
            ear.heard("opened");
            boolean[] written = new boolean[1];
            ear.connection.send("[2,\"1\",\"Heartbeat\",{}]", () -> written[0] = true);
            await().until(() -> !ear.texts.isEmpty());
            assertTrue(written[0]);
            ear.connection.ping();
            ear.heard("pong");
            wire.stop();
            await().until(() -> !csms.closes.isEmpty());
            assertEquals(1000, csms.closes.peek());
        }
    }

    @Test
    void bigAndFragmentedMessages() throws Exception {
        try (Csms csms = new Csms("ocpp1.6").up()) {
            csms.echo = true;
            connect(csms.url(), "CP1");
            ear.heard("opened");
            String big = "x".repeat(1_000_000);
            ear.connection.send(big, () -> {});
            await().until(() -> big.equals(ear.texts.poll()));
            var socket = csms.getConnections().iterator().next();
            socket.sendFragmentedFrame(
                    Opcode.TEXT, ByteBuffer.wrap("[2,\"1\",".getBytes(StandardCharsets.UTF_8)), false);
            socket.sendFragmentedFrame(
                    Opcode.TEXT, ByteBuffer.wrap("\"ClearCache\"".getBytes(StandardCharsets.UTF_8)), false);
            socket.sendFragmentedFrame(Opcode.TEXT, ByteBuffer.wrap(",{}]".getBytes(StandardCharsets.UTF_8)), true);
            await().until(() -> "[2,\"1\",\"ClearCache\",{}]".equals(ear.texts.poll()));
        }
    }

    @Test
    void binaryMessagesAreIgnoredAndToldOnce() throws Exception {
        PrintStream before = System.err;
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
        try (Csms csms = new Csms("ocpp1.6").up()) {
            connect(csms.url(), "CP1");
            ear.heard("opened");
            await().until(() -> !csms.getConnections().isEmpty());
            var socket = csms.getConnections().iterator().next();
            socket.send(ByteBuffer.allocate(10));
            socket.send(ByteBuffer.allocate(2_000_000));
            socket.send("after binary ones");
            await().until(() -> "after binary ones".equals(ear.texts.poll()));
        } finally {
            System.setErr(before);
        }
        String told = log.toString(StandardCharsets.UTF_8);
        assertEquals(
                1,
                told.lines()
                        .filter(line -> line.contains("WARN") && line.contains("OCPP-J is text"))
                        .count(),
                told);
    }

    @Test
    void aMessageThatIsTooBigClosesInWords() throws Exception {
        try (Csms csms = new Csms("ocpp1.6").up()) {
            connect(csms.url(), "CP1");
            ear.heard("opened");
            await().until(() -> !csms.getConnections().isEmpty());
            csms.getConnections().iterator().next().send("x".repeat((1 << 20) + 1));
            String closed = ear.heard("closed");
            assertTrue(closed.contains("1009"), closed);
        }
    }

    @Test
    void anotherSubProtocolIsRefusedInWords() throws Exception {
        try (Csms csms = new Csms("ocpp2.0.1", "").up()) {
            connect(csms.url(), "CP1");
            String failed = ear.heard("failed");
            assertTrue(failed.contains("instead of 'ocpp1.6': enable OCPP 1.6J"), failed);
        }
    }

    @ParameterizedTest
    @CsvSource({"''", "ocpp2.0.1"})
    void anyOtherAnswerThanOurSubProtocolIsRefused(String offered) throws Exception {
        try (SwitchingServer server = new SwitchingServer(offered)) {
            connect(server.url(), "CP1");
            String failed = ear.heard("failed");
            assertTrue(failed.contains("instead of 'ocpp1.6': enable OCPP 1.6J"), failed);
            assertFalse(ear.told.contains("opened"));
            assertTrue(server.left.await(10, TimeUnit.SECONDS), "the socket is closed");
        }
    }

    @Test
    void aNewKeyThatIsRefusedGivesWayToTheOneBeforeUntilItIsLetIn() throws Exception {
        Files.writeString(secrets.resolve("authorizationKey"), "the-new-password");
        Files.writeString(secrets.resolve("authorizationKey.before"), "the-old-password");
        String refusal = "HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n";
        try (Csms csms = new Csms("ocpp1.6").up();
                OneAnswer refusing = new OneAnswer(refusal)) {
            connect(refusing.url(), "CP1");
            ear.heard("failed: HTTP 401");
            assertEquals("the-old-password", shown(csms));
            assertTrue(Files.exists(secrets.resolve("authorizationKey.before")));
            assertEquals("the-new-password", shown(csms));
            await().until(() -> !Files.exists(secrets.resolve("authorizationKey.before")));
            wire.connect(Endpoint.of(refusing.url(), "CP1", BasicAuth.Format.auto, ""), ear);
            assertEquals("the-new-password", shown(csms));
        }
    }

    @Test
    void twoRefusedKeysAreTriedInTurn() throws Exception {
        Files.writeString(secrets.resolve("authorizationKey"), "the-new-password");
        Files.writeString(secrets.resolve("authorizationKey.before"), "the-old-password");
        String refusal = "HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n";
        try (Csms csms = new Csms("ocpp1.6").up();
                OneAnswer refusing = new OneAnswer(refusal)) {
            connect(refusing.url(), "CP1");
            ear.heard("failed: HTTP 401");
            wire.connect(Endpoint.of(refusing.url(), "CP1", BasicAuth.Format.auto, ""), ear);
            await().until(() -> ear.told.stream()
                            .filter(t -> t.startsWith("failed: HTTP 401"))
                            .count()
                    == 2);
            assertEquals("the-new-password", shown(csms));
        }
    }

    /** The password of the next connection. */
    private String shown(Csms csms) {
        csms.authorizations.clear();
        wire.connect(Endpoint.of(csms.url(), "CP1", BasicAuth.Format.auto, ""), ear);
        await().until(() -> !csms.authorizations.isEmpty());
        byte[] header = Base64.getDecoder().decode(csms.authorizations.peek().substring("Basic ".length()));
        return new String(header, StandardCharsets.UTF_8).substring("CP1:".length());
    }

    @Test
    void aCutConnectionIsTold() throws Exception {
        try (Csms csms = new Csms("ocpp1.6").up()) {
            connect(csms.url(), "CP1");
            ear.heard("opened");
            await().until(() -> !csms.getConnections().isEmpty());
            csms.cutAll();
            String closed = ear.heard("closed");
            assertTrue(closed.startsWith("closed: the connection to 127.0.0.1"), closed);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "401 Unauthorized | check AuthorizationKey and the identity",
                "401 Unauthorized\\r\\nWWW-Authenticate: Basic realm=\"csms\" | check AuthorizationKey and the identity",
                "403 Forbidden    | have it admitted there",
                "404 Not Found    | does not know this address or identity 'CP1'",
                "503 Unavailable  | is not ready to serve",
                "500 Oops         | the central system fails",
                "302 Found\\r\\nLocation: http://127.0.0.1:1/ | redirects, which is not followed",
                "200 OK           | this is no OCPP WebSocket address"
            })
    void httpAnswersAreToldInWords(String status, String words) throws Exception {
        try (OneAnswer server = new OneAnswer(
                "HTTP/1.1 " + status.replace("\\r\\n", "\r\n").strip() + "\r\nContent-Length: 0\r\n\r\n")) {
            connect(server.url(), "CP1");
            String failed = ear.heard("failed");
            assertTrue(failed.contains("HTTP " + status.substring(0, 3)) && failed.contains(words), failed);
        }
    }

    @Test
    void nobodyThereIsToldInWords() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        connect("ws://127.0.0.1:" + port, "CP1");
        String failed = ear.heard("failed");
        assertTrue(failed.contains("nobody listens at 127.0.0.1:" + port), failed);
        assertTrue(failed.endsWith("--csms (url in ocpp.connection) right?"), failed);
    }

    @Test
    void anUnknownNameIsToldInWords() {
        connect("ws://no-such-host.invalid:9000", "CP1");
        String failed = ear.heard("failed");
        assertTrue(failed.contains("the name of no-such-host.invalid:9000 cannot be resolved"), failed);
    }

    @Test
    void aServerThatHangsUpIsToldInWords() throws Exception {
        try (OneAnswer server = new OneAnswer("")) {
            connect(server.url(), "CP1");
            String failed = ear.heard("failed");
            assertTrue(failed.contains("closed the connection instead of answering"), failed);
        }
    }

    @Test
    void anUnreadableSecretIsToldInWordsAndNotQuoted() throws Exception {
        Files.createDirectory(secrets.resolve("authorizationKey"));
        connect("ws://127.0.0.1:1", "CP1");
        String failed = ear.heard("failed");
        assertTrue(failed.contains("authorizationKey cannot be read"), failed);
    }

    @Test
    void aCancelledAttemptOpensNothing() throws Exception {
        try (Csms csms = new Csms("ocpp1.6").up()) {
            connect(csms.url(), "CP1").cancel();
            wire.stop();
            assertFalse(ear.told.contains("opened"));
        }
    }

    @Test
    void stopsQuicklyAndLeavesNoThread() throws Exception {
        try (Csms csms = new Csms("ocpp1.6").up()) {
            connect(csms.url(), "CP1");
            ear.heard("opened");
            List<String> threads = Thread.getAllStackTraces().keySet().stream()
                    .map(Thread::getName)
                    .filter(n -> n.contains("@"))
                    .toList();
            assertEquals(List.of(), threads, "threads that Jetty named itself");
            long start = System.nanoTime();
            wire.stop();
            assertTrue(Duration.ofNanos(System.nanoTime() - start).toMillis() < 3000);
            await().until(() -> Thread.getAllStackTraces().keySet().stream()
                    .noneMatch(t -> t.getName().startsWith("gatewatt-")));
        }
    }
}
