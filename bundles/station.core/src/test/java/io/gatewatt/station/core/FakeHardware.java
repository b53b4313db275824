// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.station.core;

import io.gatewatt.driver.Capabilities;
import io.gatewatt.driver.ChangeNotifier;
import io.gatewatt.driver.ConnectorController;
import io.gatewatt.driver.ConnectorLock;
import io.gatewatt.driver.ConnectorReport;
import io.gatewatt.driver.DeviceException;
import io.gatewatt.driver.EnergyMeter;
import io.gatewatt.driver.Setpoint;
import io.gatewatt.driver.StopButton;
import io.gatewatt.driver.Token;
import io.gatewatt.driver.TokenReader;
import io.gatewatt.measure.DeviceFault;
import io.gatewatt.measure.Measured;
import io.gatewatt.measure.MeterIdentity;
import io.gatewatt.measure.MeterReading;
import io.gatewatt.measure.PilotState;
import io.gatewatt.measure.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The physical side of one connector, and drivers on it. It outlives drivers and stations, as real hardware does. */
final class FakeHardware {

    boolean station;
    boolean vehicle;
    PilotState car = PilotState.C;
    double offered;
    long registerWh = 1000;
    /** Power the meter shows; 0: it shows none. */
    double shownWatts;

    String serial = "M1";
    boolean bolt;
    boolean lockFails;
    boolean unlockFails;
    boolean meterSilent;
    boolean refusesOffers;
    List<DeviceFault> faults = new ArrayList<>();
    final List<Setpoint> applied = new ArrayList<>();
    private Runnable hint = () -> {};

    boolean flows() {
        return vehicle && offered > 0 && car.demand() && faults.stream().noneMatch(DeviceFault::blocking);
    }

    void plug() {
        station = true;
        vehicle = true;
        car = PilotState.C;
        hint.run();
    }

    void plugStation() {
        station = true;
        hint.run();
    }

    void unplugVehicle() {
        vehicle = false;
        hint.run();
    }

    void unplug() {
        vehicle = false;
        station = false;
        hint.run();
    }

    void car(PilotState state) {
        car = state;
        hint.run();
    }

    void fault(DeviceFault fault) {
        faults.add(fault);
        hint.run();
    }

    void noFault() {
        faults.clear();
        hint.run();
    }

    /** Energy for some seconds at 11 kW, if it flows. */
    void energy(long seconds) {
        if (flows()) {
            registerWh += 11_000 * seconds / 3600;
        }
    }

    private PilotState pilot() {
        if (!vehicle) {
            return PilotState.A;
        }
        return car.demand() && offered == 0 ? PilotState.B : car;
    }

    /** A board driver. */
    class Board implements ConnectorController, ChangeNotifier {

        @Override
        public Capabilities capabilities() {
            return new Capabilities(6, 32, 3);
        }

        @Override
        public ConnectorReport report() throws DeviceException {
            return new ConnectorReport(pilot(), station, flows(), faults);
        }

        @Override
        public void apply(Setpoint wanted) throws DeviceException {
            if (refusesOffers && wanted instanceof Setpoint.Offer) {
                throw new DeviceException("no");
            }
            applied.add(wanted);
            offered = wanted instanceof Setpoint.Offer offer ? offer.amps() : 0;
            hint.run();
        }

        @Override
        public AutoCloseable onChange(Runnable listener) {
            hint = listener;
            return () -> hint = hint == listener ? () -> {} : hint;
        }
    }

    /** A meter driver. */
    class Meter implements EnergyMeter {

        @Override
        public MeterIdentity identity() {
            return new MeterIdentity("Maker", "Model", serial);
        }

        @Override
        public MeterReading read() throws DeviceException {
            if (meterSilent) {
                throw new DeviceException("silent");
            }
            return shownWatts == 0
                    ? MeterReading.of(registerWh)
                    : new MeterReading(registerWh, List.of(Measured.of(Quantity.POWER_ACTIVE_IMPORT, shownWatts)));
        }
    }

    /** A lock driver. */
    class Lock implements ConnectorLock {

        @Override
        public boolean locked() {
            return bolt;
        }

        @Override
        public void lock() throws DeviceException {
            if (lockFails) {
                throw new DeviceException("bolt did not reach its end position");
            }
            bolt = true;
        }

        @Override
        public void unlock() throws DeviceException {
            if (unlockFails) {
                throw new DeviceException("bolt did not leave its end position");
            }
            bolt = false;
        }
    }

    /** A card reader. */
    static final class Reader implements TokenReader {

        private Consumer<Token> sink = token -> {};

        @Override
        public AutoCloseable listen(Consumer<Token> listener) {
            sink = listener;
            return () -> sink = token -> {};
        }

        void show(String value) {
            sink.accept(Token.rfid(value));
        }
    }

    /** A stop button. */
    static final class Button implements StopButton {

        private Consumer<Press> sink = press -> {};

        @Override
        public AutoCloseable listen(Consumer<Press> listener) {
            sink = listener;
            return () -> sink = press -> {};
        }

        void press(Press press) {
            sink.accept(press);
        }
    }
}
