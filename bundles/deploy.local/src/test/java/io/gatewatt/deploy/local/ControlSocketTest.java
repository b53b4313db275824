// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.deploy.local;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ControlSocketTest {

    @TempDir
    Path home;

    private final FakeDeployment station = new FakeDeployment();
    private ControlSocket socket;

    @BeforeEach
    void start() throws IOException {
        // What a killed station leaves.
        Files.writeString(home.resolve("control"), "");
        Files.createDirectories(home.resolve("tmp"));
        Files.writeString(home.resolve("tmp/c"), "");
        socket = new ControlSocket(home, station);
        await().until(() -> Files.readAttributes(home.resolve("control"), "unix:mode")
                .toString()
                .contains("=4"));
    }

    @AfterEach
    void stop() {
        socket.deactivate();
    }

    private String ask(String request) throws IOException {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(home.resolve("control")))) {
            channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.UTF_8)));
            return new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void isForTheOwnerOnly() throws IOException {
        assertEquals(
                "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("control"))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "install~11~meter.jar^meter 1.0.0      | 0^meter 1.0.0 runs (1 ms)^",
                "install~4~meter.jar^torn              | 1^it is refused: no bundle (1 ms)^",
                "install~99999999999~meter.jar^        | 1^meter.jar is refused: it is larger than 64 MB^",
                "install~many~meter.jar^               | 2^install needs a length and a name^",
                "rollback~meter^                       | 1^there is no version of meter before 1.0.0 (1 ms)^",
                "remove~meter^                         | 0^meter is gone (1 ms)^",
                "list^                                 | 0^Nothing was deployed here: the drivers are those of the distribution.^",
                "dance~meter^                          | 2^this station does not know how to dance; it may be older than this command line^",
                "remove^                               | 2^this station does not know how to remove; it may be older than this command line^"
            })
    void answersWithACodeAndWords(String request, String answer) throws IOException {
        assertEquals(answer.replace('^', '\n'), ask(request.replace('~', '\t').replace('^', '\n')));
    }

    @Test
    void keepsNothingOfAFileThatCame() throws IOException {
        ask("install\t11\t../../meter.jar\nmeter 1.0.0");
        assertEquals(List.of("install meter.jar DEPLOYED"), station.calls);
        try (Stream<Path> left = Files.list(home.resolve("tmp"))) {
            assertEquals(List.of(), left.toList());
        }
    }

    @Test
    void aFileThatBreaksOffIsNotDeployed() throws IOException {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(home.resolve("control")))) {
            channel.write(ByteBuffer.wrap("install\t100\tmeter.jar\nmeter 1.0.0".getBytes(StandardCharsets.UTF_8)));
            channel.shutdownOutput();
            assertEquals("", new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8));
        }
        assertEquals(List.of(), station.calls);
        assertTrue(ask("list\n").startsWith("0\n"));
    }

    @Test
    void goesWithTheStation() {
        socket.deactivate();
        assertFalse(Files.exists(home.resolve("control")));
    }
}
