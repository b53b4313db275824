// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.driver.simulated;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatewatt.bench.MeterRegisters;
import io.gatewatt.bench.VirtualLock;
import io.gatewatt.driver.DeviceException;
import io.gatewatt.driver.Setpoint;
import io.gatewatt.driver.StopButton.Press;
import io.gatewatt.driver.Token;
import io.gatewatt.measure.Measured;
import io.gatewatt.measure.MeterIdentity;
import io.gatewatt.measure.MeterReading;
import io.gatewatt.measure.Phase;
import io.gatewatt.measure.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class SimulatedDriversTest {

    private final FakeConnector device = new FakeConnector();

    @Test
    void meterGivesRegisterPowerAndPhases() throws Exception {
        device.registers = new MeterRegisters(4711, 3680, List.of(16.0, 0.0, 0.0), List.of(230.0, 231.0, 229.0));
        SimulatedMeter meter = new SimulatedMeter(device);
        MeterReading reading = meter.read();
        assertEquals(4711, reading.importWh());
        assertEquals(
                Measured.of(Quantity.POWER_ACTIVE_IMPORT, 3680),
                reading.values().get(0));
        assertTrue(reading.values().contains(new Measured(Quantity.CURRENT_IMPORT, Phase.L1, 16)));
        assertTrue(reading.values().contains(new Measured(Quantity.VOLTAGE, Phase.L3_N, 229)));
        assertEquals(7, reading.values().size());
        assertEquals(new MeterIdentity("Gatewatt", "virtual meter", "S7"), meter.identity());
    }

    @Test
    void meterThatIsSilentOrSpeaksNonsenseIsADeviceException() {
        SimulatedMeter meter = new SimulatedMeter(device);
        device.registers = null;
        assertTrue(assertThrows(DeviceException.class, meter::read).getMessage().contains("connector 7 is silent"));
        List<Double> none = List.of(Double.NaN, Double.NaN, Double.NaN);
        device.registers = new MeterRegisters(Double.NaN, Double.NaN, none, none);
        assertThrows(DeviceException.class, meter::read);
    }

    @Test
    void controllerOffersAndTakesBack() {
        SimulatedController controller = new SimulatedController(device);
        controller.apply(new Setpoint.Offer(16, 3));
        assertEquals(48, device.offered);
        controller.apply(new Setpoint.Off());
        assertEquals(0, device.offered);
        assertEquals(device.board(), controller.report());
    }

    @Test
    void changesAreHintedUntilClosed() throws Exception {
        List<String> hints = new ArrayList<>();
        AutoCloseable listening = new SimulatedController(device).onChange(() -> hints.add("changed"));
        device.hint.run();
        listening.close();
        device.hint.run();
        assertEquals(List.of("changed"), hints);
    }

    @Test
    void buttonTellsHowItWasMeant() {
        List<Press> presses = new ArrayList<>();
        AutoCloseable listening = new SimulatedStopButton(device).listen(presses::add);
        device.button.accept(false);
        device.button.accept(true);
        assertEquals(List.of(Press.STOP, Press.EMERGENCY), presses);
        assertTrue(listening != null);
    }

    @Test
    void readerMakesTokensOfCards() {
        List<Token> tokens = new ArrayList<>();
        List<Consumer<String>> sinks = new ArrayList<>();
        new SimulatedReader(sink -> {
                    sinks.add(sink);
                    return sinks::clear;
                })
                .listen(tokens::add);
        sinks.get(0).accept("04A1B2C3");
        assertEquals(List.of(Token.rfid("04A1B2C3")), tokens);
    }

    @Test
    void lockThatDoesNotMoveIsADeviceException() throws Exception {
        Bolt bolt = new Bolt();
        SimulatedLock lock = new SimulatedLock(bolt);
        lock.lock();
        lock.lock();
        assertTrue(lock.locked());
        bolt.stuck = true;
        assertTrue(
                assertThrows(DeviceException.class, lock::unlock).getMessage().contains("did not come out"));
        bolt.stuck = false;
        lock.unlock();
        bolt.stuck = true;
        assertTrue(assertThrows(DeviceException.class, lock::lock).getMessage().contains("plug is fully in"));
    }

    private static final class Bolt implements VirtualLock {

        private boolean stuck;
        private boolean locked;

        @Override
        public boolean drive(boolean lock) {
            locked = stuck ? locked : lock;
            return !stuck;
        }

        @Override
        public boolean locked() {
            return locked;
        }
    }
}
