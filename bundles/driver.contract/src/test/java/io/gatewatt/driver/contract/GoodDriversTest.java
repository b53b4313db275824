// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.driver.contract;

import io.gatewatt.driver.contract.Samples.Board;
import io.gatewatt.driver.contract.Samples.Bolt;
import io.gatewatt.driver.contract.Samples.CardReader;
import io.gatewatt.driver.contract.Samples.LineReader;
import io.gatewatt.driver.contract.Samples.Meter;
import io.gatewatt.driver.contract.Samples.Relay;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Nested;

/** Drivers as they should be pass every check. They are the samples that {@link BadDriversTest} spoils. */
class GoodDriversTest {

    /** On a bus, input registers. */
    @Nested
    class OfMeter extends MeterContract<Meter> {

        private final SimulatedBus bus = Samples.meter();

        @Override
        public Meter start() {
            return new Meter(bus);
        }

        @Override
        public SimulatedDevice device() {
            return bus;
        }

        @Override
        protected long register(long wattHours) {
            bus.unit(1).input(0, SimulatedBus.i64(wattHours));
            return wattHours;
        }
    }

    /** On a bus, holding registers. */
    @Nested
    class OfController extends ControllerContract<Board> {

        private final SimulatedBus bus = Samples.board();

        @Override
        public Board start() {
            return new Board(bus);
        }

        @Override
        public SimulatedDevice device() {
            return bus;
        }

        @Override
        protected double offered() {
            return bus.unit(1).holding(0) / 10.0;
        }
    }

    /** On a bus, a coil. */
    @Nested
    class OfLock extends LockContract<Bolt> {

        private final SimulatedBus bus = Samples.board();

        @Override
        public Bolt start() {
            return new Bolt(bus);
        }

        @Override
        public SimulatedDevice device() {
            return bus;
        }
    }

    /** On a bus, a coil, with a thread of its own. */
    @Nested
    class OfIndicator extends IndicatorContract<Relay> {

        private final SimulatedBus bus = Samples.board();

        @Override
        public Relay start() {
            return new Relay(bus);
        }

        @Override
        public void stop(Relay driver) throws Exception {
            driver.close();
        }

        @Override
        public SimulatedDevice device() {
            return bus;
        }
    }

    /** On a line that repeats lines of text. */
    @Nested
    class OfLineReader extends ReaderContract<LineReader> {

        private final SimulatedLine line = new SimulatedLine();

        @Override
        public LineReader start() {
            return new LineReader(line);
        }

        @Override
        public void stop(LineReader driver) throws Exception {
            driver.close();
        }

        @Override
        public SimulatedDevice device() {
            return line;
        }

        @Override
        protected void present(int card) {
            for (int i = 0; i < 3; i++) {
                line.push(("04A1B2C" + card + "\r").getBytes(StandardCharsets.US_ASCII));
            }
        }

        @Override
        protected void remove() {
            line.push("\r".getBytes(StandardCharsets.US_ASCII));
        }
    }

    /** On a terminal. */
    @Nested
    class OfCardReader extends ReaderContract<CardReader> {

        private final SimulatedTerminals terminals = new SimulatedTerminals();

        @Override
        public CardReader start() {
            return new CardReader(terminals);
        }

        @Override
        public void stop(CardReader driver) throws Exception {
            driver.close();
        }

        @Override
        public SimulatedDevice device() {
            return terminals;
        }

        @Override
        protected void present(int card) {
            terminals.present("04A1B2C" + card);
        }

        /** The terminal tells a card once. */
        @Override
        protected void remove() {}
    }
}
