// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.transport.serial.runtime;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatewatt.driver.DeviceException;
import io.gatewatt.transport.serial.NoAnswerException;
import io.gatewatt.transport.serial.SerialLine;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A line on ports that hang, vanish or refuse, as the serial library does when a device is pulled out. */
@Timeout(30)
class SharedLineTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration LONG = Duration.ofSeconds(20);

    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final AtomicInteger opened = new AtomicInteger();
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile FakePort port;
    private SharedLine line;

    /** A port whose device repeats what it hears. */
    private class FakePort implements Port {

        final BlockingQueue<byte[]> coming = new LinkedBlockingQueue<>();
        volatile boolean gone;

        @Override
        public int read(byte[] into) {
            try {
                byte[] next = coming.poll(10, TimeUnit.MILLISECONDS);
                if (gone) {
                    return -1;
                }
                if (next == null) {
                    return 0;
                }
                System.arraycopy(next, 0, into, 0, next.length);
                return next.length;
            } catch (InterruptedException e) {
                return -1;
            }
        }

        @Override
        public boolean write(byte[] bytes) {
            coming.add(bytes);
            return !gone;
        }

        @Override
        public void close() {
            gone = true;
        }

        /** As native code: no interrupt ends it. */
        final void hang() {
            boolean hanging = true;
            while (hanging) {
                try {
                    over.await();
                    hanging = false;
                } catch (InterruptedException e) {
                    // native code does not care
                }
            }
        }
    }

    private void start(Port.Opener opener) {
        line = new SharedLine(
                "x",
                () -> {
                    opened.incrementAndGet();
                    return opener.open();
                },
                100);
        line.listen(new SerialLine.Listener() {

            @Override
            public void received(byte[] bytes) {
                heard.add(new String(bytes, US_ASCII));
            }

            @Override
            public void opened() {
                heard.add("opened");
            }

            @Override
            public void lost() {
                heard.add("lost");
            }
        });
        line.start();
    }

    private Port fine() {
        port = new FakePort();
        return port;
    }

    @AfterEach
    void stop() {
        line.stop();
        over.countDown();
        await().untilAsserted(() -> assertEquals(
                List.of(),
                Thread.getAllStackTraces().keySet().stream()
                        .map(Thread::getName)
                        .filter(name -> name.startsWith("serial-x"))
                        .toList()));
    }

    private String ask(String text) throws DeviceException {
        byte[] bytes = text.getBytes(US_ASCII);
        return line.exchange(
                bytes,
                received ->
                        received.length < bytes.length ? Optional.empty() : Optional.of(new String(received, US_ASCII)),
                SECOND);
    }

    private void awaitOpen() {
        await().until(() -> heard.contains("opened"));
    }

    private static <R> SerialLine.Decoder<R> never() {
        return received -> Optional.empty();
    }

    @Test
    void aWriteThatHangsHangsNobodyAndTheLineComesBack() throws Exception {
        start(() -> opened.get() > 1
                ? fine()
                : new FakePort() {
                    @Override
                    public boolean write(byte[] bytes) {
                        hang();
                        return false;
                    }
                });
        awaitOpen();
        assertEquals(
                "line x: the port does not take what is sent; it is opened anew",
                assertThrows(DeviceException.class, () -> ask("a")).getMessage());
        await().until(() -> heard.equals(List.of("opened", "lost", "opened")));
        assertEquals("b", ask("b"));
    }

    @Test
    void aReadThatHangsIsNoticedThoughNobodyAsks() throws Exception {
        start(() -> opened.get() > 1
                ? fine()
                : new FakePort() {
                    @Override
                    public int read(byte[] into) {
                        hang();
                        return -1;
                    }
                });
        await().until(() -> heard.equals(List.of("opened", "lost", "opened")));
        assertEquals("b", ask("b"));
    }

    @Test
    void anOpeningThatHangsIsLeftAlone() throws Exception {
        FakePort hanging = new FakePort();
        start(() -> {
            if (opened.get() > 1) {
                return fine();
            }
            hanging.hang();
            return hanging;
        });
        awaitOpen();
        assertEquals("b", ask("b"));
        over.countDown();
        await().until(() -> hanging.gone); // what it opened after all is given back
        assertEquals("c", ask("c"));
    }

    @Test
    void aClosingThatHangsHoldsUpNobody() {
        start(() -> new FakePort() {
            @Override
            public void close() {
                hang();
            }
        });
        awaitOpen();
        line.stop();
        line.start(); // for the end of the test
    }

    @Test
    void refusalsAreToldUntilItOpens() {
        start(() -> {
            if (opened.get() < 3) {
                throw new IOException("there is no port /dev/x");
            }
            return fine();
        });
        await().until(() -> opened.get() > 0);
        await().untilAsserted(() -> assertEquals(
                "line x is not open: there is no port /dev/x",
                assertThrows(DeviceException.class, () -> ask("a")).getMessage()));
        awaitOpen();
        assertEquals(3, opened.get());
    }

    @Test
    void aLibraryThatCannotBeLoadedIsTold() {
        start(() -> {
            throw new UnsatisfiedLinkError("no library");
        });
        await().untilAsserted(() -> assertEquals(
                "line x is not open: the serial library fails: java.lang.UnsatisfiedLinkError: no library",
                assertThrows(DeviceException.class, () -> ask("a")).getMessage()));
    }

    @Test
    void aPortThatTakesNothingIsOpenedAnew() throws Exception {
        start(() -> opened.get() > 1
                ? fine()
                : new FakePort() {
                    @Override
                    public boolean write(byte[] bytes) {
                        return false;
                    }
                });
        awaitOpen();
        assertEquals(
                "line x: the port takes nothing any more: check the cable",
                assertThrows(DeviceException.class, () -> ask("a")).getMessage());
        await().until(() -> heard.equals(List.of("opened", "lost", "opened")));
        assertEquals("b", ask("b"));
    }

    @Test
    void whatCameBeforeIsNotShownAndListenersHearAll() throws Exception {
        start(this::fine);
        awaitOpen();
        port.coming.add("early".getBytes(US_ASCII));
        await().until(() -> heard.contains("early"));
        assertEquals("b", ask("b"));
        await().until(() -> heard.equals(List.of("opened", "early", "b")));
    }

    @Test
    void exchangesWaitForEachOther() throws Exception {
        start(this::fine);
        awaitOpen();
        CompletableFuture<String> first = CompletableFuture.supplyAsync(() -> assertThrows(
                        NoAnswerException.class, () -> line.exchange(new byte[0], never(), Duration.ofMillis(300)))
                .getMessage());
        await().until(() -> line.busy());
        assertEquals("b", ask("b"));
        assertEquals("line x: no answer within 300 ms", first.get());
    }

    @Test
    void anAnswerThatBreaksOffIsGivenUpBeforeTheDeadline() {
        start(this::fine);
        awaitOpen();
        SerialLine.Decoder<String> decoder = new SerialLine.Decoder<>() {
            @Override
            public Optional<String> decode(byte[] received) {
                return Optional.empty();
            }

            @Override
            public Optional<Duration> longestPause() {
                return Optional.of(Duration.ofMillis(50));
            }
        };
        byte[] request = {1, 2};
        NoAnswerException told =
                assertThrows(NoAnswerException.class, () -> line.exchange(request, decoder, Duration.ofHours(1)));
        assertEquals(2, told.received());
    }

    @Test
    void aDecoderThatThrowsEndsItsExchangeOnly() throws Exception {
        start(this::fine);
        awaitOpen();
        SerialLine.Decoder<String> refusing = received -> {
            throw new DeviceException("nonsense");
        };
        assertEquals(
                "nonsense",
                assertThrows(DeviceException.class, () -> line.exchange(new byte[] {1}, refusing, LONG))
                        .getMessage());
        assertEquals("b", ask("b"));
    }

    @Test
    void aListenerThatThrowsDisturbsNobody() throws Exception {
        start(this::fine);
        awaitOpen();
        line.listen(bytes -> {
            throw new IllegalStateException("a bug");
        });
        assertEquals("a", ask("a"));
        assertEquals("b", ask("b"));
        await().until(() -> heard.equals(List.of("opened", "a", "b")));
    }

    @Test
    void whoIsInterruptedIsToldSo() {
        start(this::fine);
        awaitOpen();
        Thread.currentThread().interrupt();
        String told = assertThrows(DeviceException.class, () -> line.exchange(new byte[0], never(), LONG))
                .getMessage();
        assertTrue(Thread.interrupted());
        assertEquals("line x: interrupted while waiting for an answer", told);
    }

    @Test
    void whoWaitsWhenTheLineIsClosedIsTold() throws Exception {
        start(this::fine);
        awaitOpen();
        CompletableFuture<String> waiting = CompletableFuture.supplyAsync(() -> assertThrows(
                        DeviceException.class, () -> line.exchange(new byte[0], never(), LONG))
                .getMessage());
        await().until(() -> line.busy());
        line.stop();
        assertEquals("line x is not open: it is closed", waiting.get());
        line.start(); // for the end of the test
    }
}
