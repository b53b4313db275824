// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.itests.drivers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.gatewatt.driver.TokenReader;
import io.gatewatt.itests.harness.Csms;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Readers on a serial port, and on a PC/SC service with virtual cards. */
class ReaderPeersTest {

    @TempDir
    private Path folder;

    private final DriverHost host = DriverHost.open();
    private final BlockingQueue<String> tokens = new LinkedBlockingQueue<>();
    private AutoCloseable listening;

    @AfterEach
    void close() throws Exception {
        if (listening != null) {
            listening.close();
        }
        host.close();
    }

    private void listen(String device) {
        listening = host.device(TokenReader.class, device).listen(token -> tokens.add(token.value()));
    }

    private String next() throws InterruptedException {
        return tokens.poll(Csms.PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    @Test
    void framesOfASerialReader() throws InterruptedException {
        Debian.need("socat");
        try (Pty port = Pty.of(folder.resolve("tty"))) {
            host.configure("transport.serial", "line.id", "rfid", "port", port.path(), "baud", 9600)
                    .configure("driver.em4100", "device.id", "serial1", "line.target", "(line.id=rfid)");
            listen("serial1");
            // The line opens by itself; until then nobody hears.
            Awaitility.await().atMost(Csms.PATIENCE).until(() -> {
                port.say(Card.em4100("0A00112233"));
                return tokens.poll(300, TimeUnit.MILLISECONDS) != null;
            });
            tokens.clear();
            byte[] damaged = Card.em4100("0A00445566");
            damaged[4] ^= 1;
            port.say(damaged);
            byte[] split = Card.em4100("0A00778899");
            port.say(Arrays.copyOf(split, 5));
            assertNull(tokens.poll(200, TimeUnit.MILLISECONDS), "neither a wrong check sum nor half a frame is a card");
            port.say(Arrays.copyOfRange(split, 5, split.length));
            assertEquals("0A00778899", next());
            port.say("noise\r\n".getBytes(StandardCharsets.US_ASCII));
            port.say(Card.id12("0A00AABBCC"));
            assertEquals("0A00AABBCC", next());
            port.unplug();
            port.plug();
            Awaitility.await("after the port was pulled").atMost(Csms.PATIENCE).until(() -> {
                port.say(Card.em4100("0A00DDEEFF"));
                return "0A00DDEEFF".equals(tokens.poll(300, TimeUnit.MILLISECONDS));
            });
        }
    }

    /** A card that is there before the service is found is not one that was shown: it is shown until it is seen. */
    private void seen(Card.Terminal terminal, String uid) {
        Awaitility.await()
                .atMost(Csms.PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> {
                    terminal.take();
                    terminal.show(uid);
                    return uid.equals(tokens.poll(2, TimeUnit.SECONDS));
                });
        terminal.take();
    }

    @Test
    void cardsOfPcsc() throws InterruptedException {
        try (Card.Terminal terminal = Card.terminal(folder)) {
            host.configure("driver.pcsc", "device.id", "pcsc1", "terminal", "Virtual");
            listen("pcsc1");
            seen(terminal, "04665544332211");
            for (String uid : new String[] {"04A1B2C3D4E5F6", "1A2B3C4D", "04112233445566"}) {
                terminal.show(uid);
                assertEquals(uid, next());
                terminal.take();
            }
            terminal.show("08ABCDEF");
            assertNull(tokens.poll(1, TimeUnit.SECONDS), "a random id is no token");
            terminal.take();
        }
    }

    /** The service ends and comes again, as by an update of the system. */
    @Test
    void pcscIsRestarted() throws InterruptedException {
        try (Card.Terminal terminal = Card.terminal(folder)) {
            host.configure("driver.pcsc", "device.id", "pcsc2", "terminal", "Virtual");
            listen("pcsc2");
            seen(terminal, "04A1B2C3D4E5F6");
        }
        try (Card.Terminal terminal = Card.terminal(folder)) {
            seen(terminal, "0499887766AABB");
        }
    }
}
