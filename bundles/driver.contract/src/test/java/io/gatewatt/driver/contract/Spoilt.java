// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.driver.contract;

import io.gatewatt.driver.ConnectorController;
import io.gatewatt.driver.ConnectorLock;
import io.gatewatt.driver.EnergyMeter;
import io.gatewatt.driver.Indicator;
import io.gatewatt.driver.TokenReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Contracts on whatever driver {@link BadDriversTest} puts in; run one check at a time. Not tests of their own. */
final class Spoilt {

    /** Makes a driver on a device. */
    interface Maker<P> {
        Object on(P device) throws Exception;
    }

    /** What a spoilt driver does when it is stopped. */
    interface Stoppable {
        void stopNow() throws Exception;
    }

    static final Duration SHORT = Duration.ofMillis(400);

    static Maker<SimulatedBus> onBus;
    static Maker<SimulatedLine> onLine;

    private Spoilt() {}

    private static void stopNow(Object driver) throws Exception {
        if (driver instanceof Stoppable stoppable) {
            stoppable.stopNow();
        }
    }

    static final class Meters extends MeterContract<EnergyMeter> {

        private final SimulatedBus bus = Samples.meter();

        @Override
        public EnergyMeter start() throws Exception {
            return (EnergyMeter) onBus.on(bus);
        }

        @Override
        public void stop(EnergyMeter driver) throws Exception {
            stopNow(driver);
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

        @Override
        Duration patience() {
            return SHORT;
        }
    }

    static final class Controllers extends ControllerContract<ConnectorController> {

        private final SimulatedBus bus = Samples.board();

        @Override
        public ConnectorController start() throws Exception {
            return (ConnectorController) onBus.on(bus);
        }

        @Override
        public void stop(ConnectorController driver) throws Exception {
            stopNow(driver);
        }

        @Override
        public SimulatedDevice device() {
            return bus;
        }

        @Override
        protected double offered() {
            return bus.unit(1).holding(0) / 10.0;
        }

        @Override
        Duration patience() {
            return SHORT;
        }
    }

    static final class Locks extends LockContract<ConnectorLock> {

        private final SimulatedBus bus = Samples.board();

        @Override
        public ConnectorLock start() throws Exception {
            return (ConnectorLock) onBus.on(bus);
        }

        @Override
        public void stop(ConnectorLock driver) throws Exception {
            stopNow(driver);
        }

        @Override
        public SimulatedDevice device() {
            return bus;
        }

        @Override
        Duration patience() {
            return SHORT;
        }
    }

    static final class Indicators extends IndicatorContract<Indicator> {

        private final SimulatedBus bus = Samples.board();

        @Override
        public Indicator start() throws Exception {
            return (Indicator) onBus.on(bus);
        }

        @Override
        public void stop(Indicator driver) throws Exception {
            stopNow(driver);
        }

        @Override
        public SimulatedDevice device() {
            return bus;
        }

        @Override
        Duration patience() {
            return SHORT;
        }
    }

    static final class Readers extends ReaderContract<TokenReader> {

        private final SimulatedLine line = new SimulatedLine();

        @Override
        public TokenReader start() throws Exception {
            return (TokenReader) onLine.on(line);
        }

        @Override
        public void stop(TokenReader driver) throws Exception {
            stopNow(driver);
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

        @Override
        Duration patience() {
            return SHORT;
        }
    }
}
