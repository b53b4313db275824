// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.driver.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatewatt.driver.EnergyMeter;
import io.gatewatt.measure.Measured;
import io.gatewatt.measure.MeterIdentity;
import io.gatewatt.measure.MeterReading;
import io.gatewatt.measure.Phase;
import io.gatewatt.measure.Quantity;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/**
 * What every driver of an energy meter must do. The device begins with a plausible load.
 *
 * @param <D> class of the driver
 */
public abstract class MeterContract<D extends EnergyMeter> extends Contract<D> {

    /** From nothing, over what a single float and 16, 24 bits can tell, to a register of many years, Wh. */
    private static final long[] REGISTERS = {0, 1, 10, 1_000, 65_536, 123_457, 16_777_300, 33_554_500, 999_999_000};

    /** Apparent power may be so much less than active power, for both are rounded. */
    private static final double TOLERANCE = 1.1;

    private static final double ROUNDING_W = 20;

    /** A load with a worse power factor is no plausible load for this test. */
    private static final double WORST_FACTOR = 0.3;

    /** For subclasses in any package. */
    protected MeterContract() {}

    /**
     * Makes the device show so much imported energy.
     *
     * @param wattHours to show, Wh
     * @return what it shows now, rounded to what this device can tell, Wh
     */
    protected abstract long register(long wattHours);

    @Override
    final Map<String, Callable<?>> calls(D driver) {
        return Map.of("read()", driver::read);
    }

    private MeterReading read(D meter) {
        return good("read()", "with the device in order", meter::read);
    }

    @Test
    final void identityNeedsNoDevice() {
        D meter = started();
        read(meter);
        MeterIdentity identity = identity(meter, "in good order");
        device().vanish();
        int requests = device().requests();
        assertEquals(
                identity,
                identity(meter, "while the device is gone"),
                "identity() changed when the device vanished: remember it");
        assertEquals(requests, device().requests(), "identity() asked the device; it must answer from memory");
    }

    @Test
    final void identityIsThatOfTheDevice() {
        D meter = started();
        D next = started("beside the one it replaces");
        read(meter);
        read(next);
        assertEquals(
                identity(meter, "in good order"),
                identity(next, "in good order"),
                "two drivers of one meter tell two identities: the register would not go on after a swap. Take the serial from the device or the configuration");
    }

    private MeterIdentity identity(D meter, String when) {
        MeterIdentity identity = good("identity()", when, meter::identity);
        assertTrue(identity != null && !identity.maker().isBlank(), "identity() names no maker");
        return identity;
    }

    @Test
    final void showsTheRegisterOfTheDevice() {
        D meter = started();
        for (long wattHours : REGISTERS) {
            long shown = register(wattHours);
            assertEquals(
                    shown,
                    read(meter).importWh(),
                    () -> "import register in Wh while the device shows " + shown
                            + " Wh: check address, type, word order and scale");
        }
    }

    @Test
    final void registerNeverFalls() {
        D meter = started();
        long last = 0;
        for (int i = 0; i < 20; i++) {
            register(5_000_000 + 37L * i);
            if (i % 5 == 4) {
                device().vanish();
                tried("read()", "while the device is gone", meter::read);
                device().comeBack();
                D next = started("beside the one it replaces");
                stopped(meter);
                meter = next;
            }
            long now = read(meter).importWh();
            long before = last;
            assertTrue(
                    now >= before,
                    () -> "import register fell from " + before + " to " + now + " Wh while the device counts on");
            last = now;
        }
    }

    @Test
    final void valuesAreInRange() {
        for (Measured value : read(started()).values()) {
            assertTrue(
                    inRange(value),
                    () -> value + " " + value.quantity().unit()
                            + " is no plausible value: check address, type, word order and scale");
        }
    }

    private static boolean inRange(Measured measured) {
        double value = measured.value();
        return switch (measured.quantity()) {
            case VOLTAGE -> value >= 0 && value <= 1000;
            case FREQUENCY -> value == 0 || value >= 45 && value <= 65;
            case POWER_FACTOR -> Math.abs(value) <= 1;
            case CURRENT_IMPORT, CURRENT_EXPORT -> Math.abs(value) <= 1000;
            case STATE_OF_CHARGE -> value >= 0 && value <= 100;
            case TEMPERATURE -> value >= -60 && value <= 200;
            case ENERGY_ACTIVE_IMPORT, ENERGY_ACTIVE_EXPORT -> value >= 0;
            default -> true;
        };
    }

    @Test
    final void eachValueIsToldOnce() {
        List<Measured> values = read(started()).values();
        long different = values.stream()
                .map(value -> value.quantity() + " " + value.phase())
                .distinct()
                .count();
        assertEquals(values.size(), different, () -> "a quantity is told twice for one phase: " + values);
    }

    @Test
    final void powerIsVoltsTimesAmperes() {
        List<Measured> values = read(started()).values();
        double apparent = 0;
        for (Phase phase : List.of(Phase.L1, Phase.L2, Phase.L3)) {
            OptionalDouble amps = value(values, Quantity.CURRENT_IMPORT, phase);
            OptionalDouble volts = first(
                    value(values, Quantity.VOLTAGE, phase),
                    value(values, Quantity.VOLTAGE, Phase.valueOf(phase + "_N")));
            apparent += amps.orElse(0) * volts.orElse(0);
        }
        if (apparent == 0) {
            apparent = value(values, Quantity.CURRENT_IMPORT, Phase.ALL).orElse(0)
                    * value(values, Quantity.VOLTAGE, Phase.ALL).orElse(0);
        }
        OptionalDouble power = value(values, Quantity.POWER_ACTIVE_IMPORT, Phase.ALL);
        if (power.isPresent() && apparent > 0) {
            double watts = power.getAsDouble();
            double voltAmperes = apparent;
            assertTrue(
                    watts <= TOLERANCE * voltAmperes + ROUNDING_W && watts >= WORST_FACTOR * voltAmperes - ROUNDING_W,
                    () -> "the meter tells " + watts + " W, but volts times amperes are " + voltAmperes
                            + " VA: check the scale (W or kW, mA or A), and that the test gives the device a plausible load");
        }
    }

    private static OptionalDouble first(OptionalDouble one, OptionalDouble other) {
        return one.isPresent() ? one : other;
    }

    private static OptionalDouble value(List<Measured> values, Quantity quantity, Phase phase) {
        return values.stream()
                .filter(value -> value.quantity() == quantity && value.phase() == phase)
                .mapToDouble(Measured::value)
                .findFirst();
    }
}
