// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.driver.contract;

import io.gatewatt.driver.DeviceException;
import io.gatewatt.driver.contract.Fault.Mode;
import io.gatewatt.transport.pcsc.CardTerminals;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Card terminals in memory. A card answers {@code FF CA 00 00 00} (PC/SC part 3, 3.2.2.1.3) with its unique id. */
public final class SimulatedTerminals implements CardTerminals, SimulatedDevice {

    private static final HexFormat HEX = HexFormat.of().withUpperCase();
    private static final byte[] ATR = HEX.parseHex("3B8F8001804F0CA000000306030001000000006A");
    private static final byte[] GET_UID = HEX.parseHex("FFCA000000");

    private final Fault fault = new Fault();
    private final Random random = new Random(5);
    private final String terminal;
    private final List<Watch> watches = new CopyOnWriteArrayList<>();
    private final ThreadPoolExecutor thread;

    /** One terminal with a usual name. */
    public SimulatedTerminals() {
        this("ACS ACR122U PICC Interface 00 00");
    }

    /** One terminal. */
    public SimulatedTerminals(String terminal) {
        this.terminal = terminal;
        thread = new ThreadPoolExecutor(1, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
            Thread reader = new Thread(task, Threads.PEER + "terminal");
            reader.setDaemon(true);
            return reader;
        });
        thread.allowCoreThreadTimeOut(true);
    }

    /** Holds a card to the terminal. Does nothing while the terminal is away. */
    public void present(String uid) {
        if (fault.mode != Mode.GONE) {
            SimulatedCard card = new SimulatedCard(HEX.parseHex(uid));
            watches.forEach(watch -> thread.execute(() -> watch.tell(card)));
        }
    }

    @Override
    public void vanish() {
        fault.mode = Mode.GONE;
    }

    @Override
    public void refuse() {
        fault.mode = Mode.REFUSING;
        present("04A1B2C3");
    }

    /** Cards answer nonsense; some are presented at once. */
    @Override
    public void garbage() {
        fault.mode = Mode.GARBAGE;
        for (int i = 0; i < 20; i++) {
            present("04A1B2C3");
        }
    }

    @Override
    public void comeBack() {
        // Cards of before are told as what they were.
        try {
            thread.submit(() -> fault.mode = Mode.GOOD).get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public int requests() {
        return fault.requests();
    }

    @Override
    public int listeners() {
        return watches.size();
    }

    /** A terminal has no outputs. */
    @Override
    public Object outputs() {
        return List.of();
    }

    @Override
    public Duration waited() {
        return fault.waited();
    }

    @Override
    public List<Throwable> thrown() {
        return fault.thrown();
    }

    @Override
    public AutoCloseable watch(String part, Consumer<Card> presented) {
        Watch watch = new Watch(part, presented);
        watches.add(watch);
        return () -> {
            watch.closed = true;
            watches.remove(watch);
        };
    }

    private final class Watch {

        private final String part;
        private final Consumer<Card> presented;
        private volatile boolean closed;

        private Watch(String part, Consumer<Card> presented) {
            this.part = part;
            this.presented = presented;
        }

        @SuppressWarnings("IllegalCatch")
        void tell(Card card) {
            boolean ours = terminal.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT));
            if (ours && !closed) {
                try {
                    presented.accept(card);
                } catch (RuntimeException | Error e) {
                    fault.thrown(e);
                }
            }
        }
    }

    private final class SimulatedCard implements Card {

        private final byte[] uid;

        private SimulatedCard(byte... uid) {
            this.uid = uid;
        }

        @Override
        public String terminal() {
            return terminal;
        }

        @Override
        public byte[] atr() {
            return fault.mode == Mode.GARBAGE ? noise() : ATR.clone();
        }

        @Override
        public byte[] transmit(byte... command) throws DeviceException {
            int request = fault.request();
            return switch (fault.mode) {
                case GONE -> throw new DeviceException("terminal " + terminal + " is gone; check its cable");
                case REFUSING -> HEX.parseHex(request % 2 == 0 ? "6300" : "6A81");
                case GARBAGE -> noise();
                case GOOD -> Arrays.equals(command, GET_UID) ? answer() : HEX.parseHex("9000");
            };
        }

        private byte[] answer() {
            byte[] answer = Arrays.copyOf(uid, uid.length + 2);
            answer[uid.length] = (byte) 0x90;
            return answer;
        }

        /** Too short, too long, or of a good status and without sense: never with a whole id. */
        private byte[] noise() {
            byte[] noise = new byte[new int[] {0, 1, 2, 3, 64, 255}[random.nextInt(6)]];
            random.nextBytes(noise);
            return noise;
        }
    }
}
