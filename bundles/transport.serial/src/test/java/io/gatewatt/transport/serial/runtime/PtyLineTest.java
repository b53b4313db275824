// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.transport.serial.runtime;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatewatt.driver.DeviceException;
import io.gatewatt.transport.serial.NoAnswerException;
import io.gatewatt.transport.serial.SerialLine;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A line on a real pseudo terminal: the library, its native part and the system are those of the field. */
@Timeout(60)
class PtyLineTest {

    private static final Duration LONG = Duration.ofSeconds(10);

    @TempDir
    Path folder;

    private final List<String> heard = new CopyOnWriteArrayList<>();
    private Pty pty;
    private SharedLine line;

    @BeforeAll
    static void prepare(@TempDir Path library) {
        SerialLibrary.prepare(library);
    }

    @BeforeEach
    void open() throws IOException {
        pty = new Pty(folder.resolve("ttyDevice"));
        line = line(pty.path());
        line.start();
    }

    @AfterEach
    void close() throws Exception {
        line.stop();
        pty.close();
        await().untilAsserted(() -> assertEquals(List.of(), threads()));
    }

    private static SharedLine line(String path) {
        PortSettings settings = new PortSettings(path, 9600, 8, "NONE", 1);
        return new SharedLine("rs485", NativePort.opener(settings), 1000);
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("serial-rs485"))
                .toList();
    }

    private static SerialLine.Decoder<String> word() {
        return received -> {
            String text = new String(received, US_ASCII);
            return text.endsWith("\n") ? Optional.of(text.strip()) : Optional.empty();
        };
    }

    private SerialLine.Listener recorder(String who) {
        return new SerialLine.Listener() {

            @Override
            public void received(byte[] bytes) {
                heard.add(who + new String(bytes, US_ASCII));
            }

            @Override
            public void opened() {
                heard.add(who + "opened");
            }

            @Override
            public void lost() {
                heard.add(who + "lost");
            }
        };
    }

    private void awaitOpen() {
        await().until(() -> {
            try {
                line.send(new byte[0]);
                return true;
            } catch (DeviceException e) {
                return false;
            }
        });
    }

    /** The device answers as soon as it has heard so many bytes, in pieces. */
    private CompletableFuture<byte[]> answer(int after, String... pieces) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                byte[] asked = pty.hear(after);
                for (String piece : pieces) {
                    pty.say(piece.getBytes(US_ASCII));
                }
                return asked;
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    @Test
    void exchangesASplitAnswer() throws Exception {
        awaitOpen();
        CompletableFuture<byte[]> request = answer(3, "po", "ng\n");
        assertEquals("pong", line.exchange(new byte[] {0, (byte) 0xFF, 0x11}, word(), LONG));
        assertArrayEquals(new byte[] {0, (byte) 0xFF, 0x11}, request.get());
    }

    @Test
    void tellsSilenceFromHalfAnAnswer() throws Exception {
        awaitOpen();
        Duration shortly = Duration.ofMillis(100);
        NoAnswerException silent =
                assertThrows(NoAnswerException.class, () -> line.exchange(new byte[] {1}, word(), shortly));
        assertEquals("line rs485: no answer within 100 ms", silent.getMessage());
        assertEquals(0, silent.received());
        CompletableFuture<byte[]> asked = answer(2, "x"); // the request above, and this one
        Duration longer = Duration.ofSeconds(1);
        NoAnswerException half =
                assertThrows(NoAnswerException.class, () -> line.exchange(new byte[] {1}, word(), longer));
        assertEquals("line rs485: no answer within 1000 ms, only 1 bytes that are none", half.getMessage());
        assertEquals(1, half.received());
        assertArrayEquals(new byte[] {1, 1}, asked.get());
    }

    @Test
    void severalListenAndOneLeaves() throws Exception {
        AutoCloseable first = line.listen(recorder("1 "));
        AutoCloseable second = line.listen(recorder("2 "));
        await().until(() -> heard.containsAll(List.of("1 opened", "2 opened")));
        first.close();
        pty.say((byte) 'c');
        await().until(() -> heard.contains("2 c"));
        second.close();
        assertTrue(heard.stream().noneMatch("1 c"::equals), heard::toString);
    }

    @Test
    void comesBackAfterUnplugging() throws Exception {
        AutoCloseable listening = line.listen(recorder(""));
        for (int round = 0; round < 3; round++) {
            await().until(() -> heard.contains("opened"));
            heard.clear();
            pty.unplug();
            await().until(() -> heard.contains("lost"));
            DeviceException gone = assertThrows(DeviceException.class, () -> line.send(new byte[] {1}));
            assertTrue(gone.getMessage().startsWith("line rs485 is not open: "), gone.getMessage());
            pty.plug();
            await().until(() -> heard.contains("opened"));
            pty.say((byte) 'a');
            await().until(() -> heard.contains("a"));
        }
        listening.close();
    }

    @Test
    void whoWaitsWhileTheDeviceIsPulledOutIsTold() throws Exception {
        awaitOpen();
        CompletableFuture<Throwable> waiting = CompletableFuture.supplyAsync(() -> assertThrows(
                DeviceException.class, () -> line.exchange(new byte[] {1}, word(), Duration.ofMinutes(1))));
        pty.hear(1);
        pty.unplug();
        String told = waiting.get().getMessage();
        assertEquals("line rs485 is not open: the port has vanished: check the cable", told);
    }

    @Test
    void saysThatAnotherLineHasThePort() throws Exception {
        awaitOpen();
        SharedLine other = line(pty.path());
        other.start();
        try {
            await().untilAsserted(() -> assertEquals(
                    "line rs485 is not open: " + pty.path() + " is in use by another line of the station",
                    assertThrows(DeviceException.class, () -> other.send(new byte[] {1}))
                            .getMessage()));
        } finally {
            other.stop();
        }
    }

    @Test
    void saysWhichPortIsNotThere() throws Exception {
        SharedLine other = line(folder.resolve("ttyNone").toString());
        other.start();
        try {
            await().untilAsserted(() -> {
                String told = assertThrows(DeviceException.class, () -> other.send(new byte[] {1}))
                        .getMessage();
                assertTrue(told.startsWith("line rs485 is not open: there is no port " + folder + "/ttyNone"), told);
            });
        } finally {
            other.stop();
        }
    }
}
