// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DriverCommandTest {

    private static final Map<String, String> USER = Map.of("HOME", "/u");

    @TempDir
    Path home;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int perform(String... arguments) throws IOException {
        return DriverCommand.parse(List.of(arguments), USER)
                .perform(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource({
        "list,                                /u/.gatewatt/bench, list,     ''",
        "list --feature ecu-l7002s,           /u/.gatewatt/ecu-l7002s, list,''",
        "--home /h remove io.example.meter,   /h,                 remove,   io.example.meter",
        "rollback io.example.meter --home /h, /h,                 rollback, io.example.meter",
        "install a.jar --home /h/../k,        /k,                 install,  a.jar"
    })
    void whatIsAskedOfWhom(String arguments, Path home, String verb, String operand) {
        assertEquals(new DriverCommand(home, verb, operand), DriverCommand.parse(List.of(arguments.split(" ")), USER));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                | say what to do with drivers",
                "dance             | there is no command driver dance",
                "list io.example   | driver list takes no name",
                "install           | driver install needs one file",
                "install a b       | driver install needs one file",
                "remove            | driver remove needs one name",
                "list --force      | driver has no option --force",
                "list --home       | --home needs a value"
            })
    void whatMakesNoSense(String arguments, String words) {
        List<String> given = arguments.isEmpty() ? List.of() : List.of(arguments.split(" "));
        Refusal refusal = assertThrows(Refusal.class, () -> DriverCommand.parse(given, USER));
        assertEquals(Refusal.USAGE, refusal.code());
        assertTrue(refusal.getMessage().startsWith(words), refusal.getMessage());
    }

    @Test
    void noStationRuns() throws IOException {
        Files.writeString(home.resolve("a.jar"), "bundle");
        Refusal refusal = assertThrows(
                Refusal.class, () -> perform("install", home.resolve("a.jar").toString(), "--home", home.toString()));
        assertEquals(Refusal.NO_STATION, refusal.code());
        assertTrue(refusal.getMessage().startsWith("no station runs on the home " + home), refusal.getMessage());
        // What a killed one leaves.
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(home.resolve("control")));
        }
        assertEquals(
                Refusal.NO_STATION,
                assertThrows(Refusal.class, () -> perform("list", "--home", home.toString()))
                        .code());
    }

    @Test
    void aPathThatNoSocketHasRoomFor() {
        String deep = home.resolve("x".repeat(120)).toString();
        Refusal refusal = assertThrows(Refusal.class, () -> perform("list", "--home", deep));
        assertTrue(refusal.getMessage().contains("too long for a socket"), refusal.getMessage());
    }

    @Test
    void aFileThatIsNotThere() {
        Refusal refusal = assertThrows(Refusal.class, () -> perform("install", "/no/such.jar"));
        assertEquals("/no/such.jar is not there", refusal.getMessage());
    }

    @Test
    void sendsTheFileAndPrintsTheAnswer() throws Exception {
        Path jar = Files.writeString(home.resolve("a.jar"), "bundle");
        CompletableFuture<String> heard = answering("install\t6\ta.jar\nbundle".length(), "1\nno bundle\nat all\n");
        assertEquals(1, perform("install", jar.toString(), "--home", home.toString()));
        assertEquals("install\t6\ta.jar\nbundle", heard.get());
        assertEquals("", out.toString(StandardCharsets.UTF_8));
        assertEquals("gatewatt: no bundle\ngatewatt: at all\n", err.toString(StandardCharsets.UTF_8));
    }

    @Test
    void printsWhatIsGoodOnStandardOutput() throws Exception {
        CompletableFuture<String> heard = answering("list\n".length(), "0\nNAME VERSION\n");
        assertEquals(0, perform("list", "--home", home.toString()));
        assertEquals("list\n", heard.get());
        assertEquals("NAME VERSION\n", out.toString(StandardCharsets.UTF_8));
    }

    @Test
    void aStationThatEndsMeanwhile() throws Exception {
        CompletableFuture<String> heard = answering("list\n".length(), "");
        Refusal refusal = assertThrows(Refusal.class, () -> perform("list", "--home", home.toString()));
        assertEquals("list\n", heard.get());
        assertTrue(refusal.getMessage().startsWith("the station ended before it answered"), refusal.getMessage());
    }

    private CompletableFuture<String> answering(int length, String answer) throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(home.resolve("control")));
        return CompletableFuture.supplyAsync(() -> {
            try (server;
                    SocketChannel client = server.accept()) {
                String heard = new String(Channels.newInputStream(client).readNBytes(length), StandardCharsets.UTF_8);
                client.write(ByteBuffer.wrap(answer.getBytes(StandardCharsets.UTF_8)));
                return heard;
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
    }
}
