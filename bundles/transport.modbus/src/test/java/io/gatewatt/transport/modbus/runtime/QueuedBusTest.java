// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.transport.modbus.runtime;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatewatt.driver.DeviceException;
import io.gatewatt.transport.serial.NoAnswerException;
import io.gatewatt.transport.serial.SerialLine;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A bus on a channel that answers as it was told to. */
@Timeout(30)
class QueuedBusTest {

    private static final String ANSWER = "01 04 02 00 07";

    private final Script script = new Script();
    private final QueuedBus bus = new QueuedBus("b", new QueuedBus.Rules(1000, 0, 1, 247), new RtuFraming(), script);

    @BeforeEach
    void start() {
        bus.start();
    }

    @AfterEach
    void stop() {
        script.go.countDown();
        bus.stop();
        assertTrue(Thread.getAllStackTraces().keySet().stream()
                .noneMatch(one -> one.getName().equals("modbus-b")));
    }

    private int read() throws DeviceException {
        return bus.readInput(1, 0x48, 1).u16(0);
    }

    private String failure() {
        return assertThrows(DeviceException.class, this::read).getMessage();
    }

    @Test
    void asksOnceMoreAfterABrokenAnswer() throws Exception {
        script.answers("01 04 02 00 07 00 00", ANSWER);
        assertEquals(7, read());
        assertEquals(List.of("garbage"), script.settled);
    }

    @Test
    void asksOnceMoreAfterAnAnswerThatBrokeOff() throws Exception {
        script.answers("01 04 02 00", ANSWER);
        assertEquals(7, read());
        assertEquals(List.of("garbage"), script.settled);
    }

    @Test
    void asksNoThirdTime() {
        script.answers("01 04 02 00 07 00 00", "01 04 02 00 07 00 00", ANSWER);
        assertEquals(
                "bus b, unit 1, read input registers (function 04) at 72 (0x0048), 1 of them: the answer is broken (CRC):"
                        + " check wiring, termination and baud rate",
                failure());
        assertEquals(1, script.left());
    }

    @Test
    void asksASilentUnitOnceOnly() {
        script.answers("", ANSWER);
        assertEquals(
                "bus b, unit 1, read input registers (function 04) at 72 (0x0048), 1 of them: no answer within 1000 ms:"
                        + " check the unit's power, wiring, address and baud rate",
                failure());
        assertEquals(1, script.left());
        await().untilAsserted(() -> assertEquals(List.of("silence"), script.settled));
    }

    @ParameterizedTest
    @CsvSource({
        "01 84 01, 'exception 1, illegal function: the device does not know it; check the device''s type'",
        "01 84 06, 'exception 6, device busy'",
        "01 84 0B, 'exception 11, gateway: the device does not answer; check its power, wiring and address'",
        "01 84 63, 'exception 99, a code of the maker'",
    })
    void saysWhatAnExceptionMeans(String answer, String words) {
        script.answers(answer);
        assertEquals(
                "bus b, unit 1, read input registers (function 04) at 72 (0x0048), 1 of them: " + words, failure());
    }

    @Test
    void aUnitThatGivesExceptionsIsThere() {
        script.answers("01 84 02", "01 84 02", "01 84 02", "01 84 02");
        for (int i = 0; i < 4; i++) {
            assertTrue(failure().contains("exception 2"));
        }
    }

    @Test
    void aUnitBehindAGatewayThatGivesUpIsSpared() {
        script.answers("01 84 0B", "01 84 0B", "01 84 0B", ANSWER);
        for (int i = 0; i < 3; i++) {
            assertTrue(failure().contains("exception 11"));
        }
        assertTrue(failure().contains("the unit does not answer; it is asked again in "));
    }

    @Test
    void aLineThatIsNotOpenIsNotTheUnitsFault() throws Exception {
        script.trouble = "line rs485 is not open: check the cable";
        for (int i = 0; i < 5; i++) {
            assertEquals(
                    "bus b, unit 1, read input registers (function 04) at 72 (0x0048), 1 of them:"
                            + " line rs485 is not open: check the cable",
                    failure());
        }
        script.trouble = null;
        script.answers(ANSWER);
        assertEquals(7, read());
    }

    @Test
    void whatFailsUnexpectedlyEndsNothing() throws Exception {
        script.bug = true;
        assertTrue(failure().endsWith("java.lang.IllegalStateException: a bug"));
        script.bug = false;
        script.answers(ANSWER);
        assertEquals(7, read());
    }

    @Test
    void aWriteOvertakesReadsThatWait() throws Exception {
        script.answers(ANSWER, "01 05 00 01 FF 00", ANSWER);
        script.hold = true;
        CompletableFuture<Void> first = async(this::read);
        await().until(() -> script.holding);
        CompletableFuture<Void> second = async(this::read);
        await().until(() -> bus.waiting() == 1);
        CompletableFuture<Void> third = async(() -> bus.writeCoil(1, 1, true));
        await().until(() -> bus.waiting() == 2);
        script.go.countDown();
        CompletableFuture.allOf(first, second, third).get();
        assertEquals(List.of(4, 5, 4), script.functions);
    }

    @Test
    void whoWaitsTooLongForHisTurnIsTold() throws Exception {
        script.hold = true;
        script.answers(ANSWER);
        CompletableFuture<Void> first = async(this::read);
        await().until(() -> script.holding);
        assertTrue(failure().endsWith("the bus is busy: no turn within 3000 ms"));
        String told =
                assertThrows(ExecutionException.class, first::get).getCause().getMessage();
        assertTrue(told.endsWith("the line does not come back"), told);
    }

    @Test
    void whoIsInterruptedLeavesTheQueue() throws Exception {
        script.hold = true;
        script.answers(ANSWER);
        CompletableFuture<Void> first = async(this::read);
        await().until(() -> script.holding);
        CompletableFuture<String> told = new CompletableFuture<>();
        Thread caller = new Thread(
                () -> told.complete(failure() + Thread.currentThread().isInterrupted()));
        caller.start();
        await().until(() -> bus.waiting() == 1);
        caller.interrupt();
        assertTrue(told.get().endsWith("interruptedtrue"));
        assertEquals(0, bus.waiting());
        script.go.countDown();
        first.get();
    }

    @Test
    void whoWaitsWhenTheBusIsClosedIsTold() throws Exception {
        script.hold = true;
        CompletableFuture<Void> first = async(this::read);
        await().until(() -> script.holding);
        CompletableFuture<Void> second = async(this::read);
        await().until(() -> bus.waiting() == 1);
        bus.stop();
        for (CompletableFuture<Void> one : List.of(first, second)) {
            assertInstanceOf(
                    DeviceException.class,
                    assertThrows(ExecutionException.class, one::get).getCause());
        }
        assertTrue(failure().endsWith("the bus is closed"));
    }

    @ParameterizedTest
    @CsvSource({"0", "248", "-1"})
    void refusesUnitsThatCannotBe(int unit) {
        assertEquals(
                "unit " + unit + " on bus b; 1..247 expected",
                assertThrows(IllegalArgumentException.class, () -> bus.readCoils(unit, 0, 1))
                        .getMessage());
    }

    private interface Call {
        void run() throws DeviceException;
    }

    private static CompletableFuture<Void> async(Call call) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        new Thread(() -> {
                    try {
                        call.run();
                        done.complete(null);
                    } catch (DeviceException e) {
                        done.completeExceptionally(e);
                    }
                })
                .start();
        return done;
    }

    /** Answers in order, each sealed with its checksum when it has none; an empty one is silence. */
    private static final class Script implements Channel {

        private final Deque<String> answers = new ArrayDeque<>();
        private final CountDownLatch go = new CountDownLatch(1);
        private final List<String> settled = Collections.synchronizedList(new ArrayList<>());
        private final List<Integer> functions = Collections.synchronizedList(new ArrayList<>());
        private volatile String trouble;
        private volatile boolean bug;
        private volatile boolean hold;
        private volatile boolean holding;

        synchronized void answers(String... next) {
            answers.addAll(List.of(next));
        }

        synchronized int left() {
            return answers.size();
        }

        @Override
        public <R> R exchange(byte[] request, SerialLine.Decoder<R> decoder, Duration deadline) throws DeviceException {
            if (trouble != null) {
                throw new DeviceException(trouble);
            }
            if (bug) {
                throw new IllegalStateException("a bug");
            }
            if (hold) {
                holding = true;
                try {
                    go.await();
                } catch (InterruptedException e) {
                    throw new DeviceException("interrupted", e);
                }
            }
            String answer;
            synchronized (this) {
                answer = answers.remove();
            }
            byte[] received = answer.isEmpty() || answer.endsWith(" 00 00") || answer.length() == 11
                    ? Hex.bytes(answer)
                    : Hex.sealed(answer);
            functions.add((int) request[1]);
            var decoded = decoder.decode(received);
            if (decoded.isEmpty()) {
                throw new NoAnswerException("no answer", received.length);
            }
            return decoded.get();
        }

        @Override
        public void afterGarbage() {
            settled.add("garbage");
        }

        @Override
        public void afterSilence() {
            settled.add("silence");
        }

        @Override
        public void close() {
            // nothing to close
        }
    }
}
