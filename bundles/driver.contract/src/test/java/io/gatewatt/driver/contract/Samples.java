// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.driver.contract;

import io.gatewatt.driver.Capabilities;
import io.gatewatt.driver.ConnectorController;
import io.gatewatt.driver.ConnectorLock;
import io.gatewatt.driver.ConnectorReport;
import io.gatewatt.driver.DeviceException;
import io.gatewatt.driver.EnergyMeter;
import io.gatewatt.driver.Indicator;
import io.gatewatt.driver.Setpoint;
import io.gatewatt.driver.Token;
import io.gatewatt.driver.TokenReader;
import io.gatewatt.measure.Measured;
import io.gatewatt.measure.MeterIdentity;
import io.gatewatt.measure.MeterReading;
import io.gatewatt.measure.Phase;
import io.gatewatt.measure.PilotState;
import io.gatewatt.measure.Quantity;
import io.gatewatt.transport.modbus.ModbusBus;
import io.gatewatt.transport.modbus.Registers;
import io.gatewatt.transport.pcsc.CardTerminals;
import io.gatewatt.transport.serial.SerialLine;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Small drivers as they should be, each open to be spoilt in one place, and the devices they speak to. */
final class Samples {

    private Samples() {}

    /** A meter with its register in four words and a load of one phase behind it. */
    static SimulatedBus meter() {
        SimulatedBus bus = new SimulatedBus();
        bus.unit(1).input(0, SimulatedBus.i64(1000)).input(4, SimulatedBus.f32(230, 16, 3680, 50));
        return bus;
    }

    /** A board that offers tenths of an ampere, and has relays. */
    static SimulatedBus board() {
        SimulatedBus bus = new SimulatedBus();
        bus.unit(1).holding(0, 0, 1).coil(0, false);
        return bus;
    }

    static class Meter implements EnergyMeter {

        final ModbusBus bus;

        Meter(ModbusBus bus) {
            this.bus = bus;
        }

        @Override
        public MeterIdentity identity() {
            return new MeterIdentity("Sample", "One", "17");
        }

        @Override
        public MeterReading read() throws DeviceException {
            Registers words = bus.readInput(1, 0, 12);
            if (words.i64(0) < 0) {
                throw new DeviceException("meter 1 shows a register below zero; is it this device?");
            }
            for (int at = 4; at < 12; at += 2) {
                if (!Float.isFinite(words.f32(at))) {
                    throw new DeviceException("meter 1 shows no number; is it this device?");
                }
            }
            return reading(words);
        }

        /** Asks without caring for the answer. */
        final void askQuietly(int unit) {
            try {
                bus.readInput(unit, 0, 1);
            } catch (DeviceException e) {
                // nobody wants to know
            }
        }

        MeterReading reading(Registers words) {
            return new MeterReading(
                    words.i64(0),
                    List.of(
                            new Measured(Quantity.VOLTAGE, Phase.L1, words.f32(4)),
                            new Measured(Quantity.CURRENT_IMPORT, Phase.L1, words.f32(6)),
                            Measured.of(Quantity.POWER_ACTIVE_IMPORT, words.f32(8)),
                            Measured.of(Quantity.FREQUENCY, words.f32(10))));
        }
    }

    static class Board implements ConnectorController {

        final ModbusBus bus;

        Board(ModbusBus bus) {
            this.bus = bus;
        }

        @Override
        public Capabilities capabilities() {
            return new Capabilities(6, 16, 3);
        }

        @Override
        public ConnectorReport report() throws DeviceException {
            int tenths = bus.readHolding(1, 0, 2).u16(0);
            return new ConnectorReport(PilotState.B, true, tenths > 0, List.of());
        }

        @Override
        public void apply(Setpoint wanted) throws DeviceException {
            double amps = wanted instanceof Setpoint.Offer offer ? Math.min(16, offer.amps()) : 0;
            bus.writeRegister(1, 0, amps < 6 ? 0 : (int) (amps * 10));
        }
    }

    static class Bolt implements ConnectorLock {

        final ModbusBus bus;

        Bolt(ModbusBus bus) {
            this.bus = bus;
        }

        @Override
        public boolean locked() throws DeviceException {
            return bus.readCoils(1, 0, 1)[0];
        }

        @Override
        public void lock() throws DeviceException {
            bus.writeCoil(1, 0, true);
        }

        @Override
        public void unlock() throws DeviceException {
            bus.writeCoil(1, 0, false);
        }
    }

    static class Relay implements Indicator {

        final ModbusBus bus;
        final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
        private boolean burning;
        private int toggles;

        Relay(ModbusBus bus) {
            this.bus = bus;
        }

        @Override
        public synchronized void light(int percent) throws DeviceException {
            burning = percent > 0;
            if (toggles == 0) {
                bus.writeCoil(1, 0, burning);
            }
        }

        @Override
        public synchronized void blink(int times) throws DeviceException {
            boolean running = toggles > 0;
            toggles = 2 * times;
            if (!running) {
                toggle();
            }
        }

        private synchronized void toggle() throws DeviceException {
            toggles--;
            bus.writeCoil(1, 0, burning != (toggles % 2 != 0));
            if (toggles > 0) {
                var unused = thread.schedule(this::quietly, 20, TimeUnit.MILLISECONDS);
            }
        }

        private void quietly() {
            try {
                toggle();
            } catch (DeviceException e) {
                synchronized (this) {
                    toggles = 0;
                }
            }
        }

        synchronized void close() throws DeviceException {
            thread.shutdownNow();
            if (toggles > 0) {
                bus.writeCoil(1, 0, burning);
            }
        }
    }

    /** Tells who listens. */
    static class Sinks implements TokenReader {

        final List<Consumer<Token>> sinks = new CopyOnWriteArrayList<>();

        @Override
        public AutoCloseable listen(Consumer<Token> sink) {
            sinks.add(sink);
            return () -> sinks.remove(sink);
        }

        void tell(String uid) {
            sinks.forEach(sink -> sink.accept(Token.rfid(uid)));
        }
    }

    /** Hex and CR, again and again; CR alone when the field is empty. */
    static class LineReader extends Sinks implements SerialLine.Listener {

        private final AutoCloseable listening;
        private final StringBuilder text = new StringBuilder();
        private String last = "";

        LineReader(SerialLine line) {
            listening = line.listen(this);
        }

        @Override
        public void opened() {
            text.setLength(0);
        }

        @Override
        public void received(byte[] bytes) {
            for (byte b : bytes) {
                if (b != '\r') {
                    text.append((char) (b & 0xFF));
                } else {
                    String line = text.toString();
                    text.setLength(0);
                    complete(line);
                }
            }
        }

        void complete(String line) {
            if (line.isEmpty()) {
                last = "";
            } else if (line.matches("[0-9A-F]{8}") && !line.equals(last)) {
                last = line;
                tell(line);
            }
        }

        void close() throws Exception {
            listening.close();
        }
    }

    /** Asks each card for its unique id. */
    static class CardReader extends Sinks {

        private static final byte[] GET_UID = {(byte) 0xFF, (byte) 0xCA, 0, 0, 0};

        private final AutoCloseable watching;

        CardReader(CardTerminals terminals) {
            watching = terminals.watch("", this::presented);
        }

        void presented(CardTerminals.Card card) {
            try {
                byte[] answer = card.transmit(GET_UID);
                int length = answer.length - 2;
                if (length >= 4 && length <= 10 && answer[length] == (byte) 0x90) {
                    tell(HexFormat.of().withUpperCase().formatHex(Arrays.copyOf(answer, length)));
                }
            } catch (DeviceException e) {
                // the card is gone
            }
        }

        void close() throws Exception {
            watching.close();
        }
    }
}
