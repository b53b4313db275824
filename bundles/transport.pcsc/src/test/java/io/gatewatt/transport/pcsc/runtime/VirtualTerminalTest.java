// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.transport.pcsc.runtime;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatewatt.driver.DeviceException;
import io.gatewatt.transport.pcsc.CardTerminals;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** pcscd, libpcsclite and the virtual terminal of vsmartcard: everything but the radio. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class VirtualTerminalTest {

    private static final String TERMINAL = "Virtual PCD 00 00: ";
    /** The virtual terminal is looked at every 400 ms by pcscd (PCSCLITE_STATUS_POLL_RATE). */
    private static final Duration NOTICED = Duration.ofSeconds(1);

    private static final Duration LONG = Duration.ofSeconds(20);

    @TempDir
    private static Path folder;

    private static PcscService service;
    private PcscTransport transport;
    private final List<String> heard = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void begin() throws Exception {
        service = new PcscService(folder);
    }

    @AfterAll
    static void end() throws Exception {
        if (service != null) {
            service.close();
        }
    }

    @AfterEach
    void stop() {
        transport.close();
        service.now("stop");
        assertEquals(0, threads().count(), "threads after the end");
    }

    private static Stream<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream().filter(thread -> "pcsc".equals(thread.getName()));
    }

    private void listen() {
        transport = new PcscTransport();
        transport.watch("virtual", card -> heard.add(card.terminal() + ": " + id(card)));
    }

    private static String id(CardTerminals.Card card) {
        try {
            return HexFormat.of().formatHex(card.transmit((byte) 0xFF, (byte) 0xCA, (byte) 0, (byte) 0, (byte) 0));
        } catch (DeviceException e) {
            return e.getMessage();
        }
    }

    private void hears(String... expected) {
        List<String> all = Stream.of(expected).map(TERMINAL::concat).toList();
        await().atMost(LONG).untilAsserted(() -> assertEquals(all, heard));
        heard.clear();
    }

    private void hearsNothing() {
        await().during(NOTICED).atMost(LONG).until(heard::isEmpty);
    }

    /** Has seen the terminal as it is: what comes from there on is told. */
    private void isListening() {
        await().atMost(LONG).until(transport::terminals, List.of("Virtual PCD 00 00", "Virtual PCD 00 01")::equals);
        passes();
    }

    /** Time enough for pcscd to see what has changed. */
    private static void passes() {
        await().during(NOTICED).until(() -> true);
    }

    /** Until pcscd has seen it. */
    private void take() {
        service.now("take");
        passes();
    }

    @Test
    void readsCardsOfFourSevenAndTenBytes() {
        service.now("start");
        listen();
        isListening();
        for (String id : List.of("11223344", "11223344", "04a1b2c3d4e5f6", "88041122334455667788")) {
            service.now("show " + id);
            hears(id + "9000");
            take();
        }
    }

    @Test
    void tellsOfACardThatStaysOnce() {
        service.now("start");
        listen();
        isListening();
        service.now("show 11223344");
        hears("112233449000");
        hearsNothing();
        transport.watch("", card -> heard.add("another reader"));
        hearsNothing();
        take();
        hearsNothing();
    }

    @Test
    void saysWhatACardDoesNotAnswer() {
        service.now("start");
        listen();
        isListening();
        service.now("refuse 6A81");
        hears("6a81");
        take();
        service.now("refuse 90"); // half a status
        hearsThatItDoesNotAnswer();
        take();
        service.now("mute");
        hearsNothing();
        take();
        hearsThatItDoesNotAnswer();
        service.now("show 11223344");
        hears("112233449000");
    }

    private void hearsThatItDoesNotAnswer() {
        await().atMost(LONG).until(() -> !heard.isEmpty());
        assertTrue(heard.get(0).startsWith(TERMINAL + "the card in Virtual PCD 00 00 does not answer"), heard.get(0));
        heard.clear();
    }

    @Test
    void waitsForAServiceThatIsNotThere() {
        listen();
        hearsNothing();
        service.now("start none");
        hearsNothing();
        service.now("stop");
        service.now("start");
        isListening();
        service.now("show 11223344");
        hears("112233449000");
    }

    @Test
    void goesOnAfterTheServiceWasRestarted() {
        service.now("start");
        listen();
        isListening();
        for (int round = 0; round < 2; round++) {
            service.now("stop");
            service.now("start");
            service.now("show 11223344"); // it may come before the transport is back
            hears("112233449000");
            take();
        }
    }

    @Test
    void standsAServiceThatHangs() {
        service.now("start");
        listen();
        isListening();
        service.now("freeze");
        hearsNothing();
        service.now("thaw");
        service.now("show 11223344");
        hears("112233449000");
    }

    @Test
    void waitingCostsNothing() {
        listen();
        costsNothing("no service");
        service.now("start none");
        await().during(Duration.ofSeconds(5)).until(() -> true);
        costsNothing("no terminal");
        service.now("stop");
        service.now("start");
        isListening();
        costsNothing("no card");
        service.now("show 11223344");
        hears("112233449000");
        costsNothing("a card that stays");
    }

    /** Less than a twentieth of a processor: to tell waiting from spinning, not to measure. */
    private static void costsNothing(String when) {
        long before = spent();
        await().during(Duration.ofSeconds(3)).until(() -> true);
        long spent = spent() - before;
        assertTrue(spent < TimeUnit.SECONDS.toNanos(3) / 20, () -> when + ": " + spent + " ns in 3 s");
    }

    private static long spent() {
        return ManagementFactory.getThreadMXBean()
                .getThreadCpuTime(threads().findAny().orElseThrow().getId());
    }
}
