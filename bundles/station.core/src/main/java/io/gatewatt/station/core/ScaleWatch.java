// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.station.core;

import io.gatewatt.measure.Measured;
import io.gatewatt.measure.MeterReading;
import io.gatewatt.measure.Phase;
import io.gatewatt.measure.Quantity;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Compares what the register of a meter counted with the power the same meter showed meanwhile. The two come from different registers, so a wrong
 * scale or unit of either is seen: a meter that is read in kWh instead of Wh bills a thousandth. A meter that shows no power is not judged.
 */
final class ScaleWatch {

    /** Energy after which a window is judged: steps of 100 Wh, the coarsest there are, are then a third of it. */
    private static final double WINDOW_WH = 300;
    /** A window that shows next to nothing on one of the two sides goes on until the other has come to this: then it alone is evidence. */
    private static final double LONG_WINDOW_WH = 10 * WINDOW_WH;
    /** Fewer counts than these tell no power of ten. */
    private static final long COUNTS = 3;
    /** A register that counts takes at least so many steps through a long window; one that jumps is the {@link ReadingGate}'s business. */
    private static final int STEPS = 20;
    /** Power is thought to be steady between two readings no longer apart than this. */
    private static final Duration STEADY = Duration.ofSeconds(15);
    /** So many windows in a row must agree: one may hold a meter that shows late. */
    private static final int AGREEING = 2;

    private static final double AT_LEAST = 0.5;
    private static final double AT_MOST = 2;
    private static final Set<Phase> LINES = EnumSet.of(Phase.L1, Phase.L2, Phase.L3);

    private Duration lastAt;
    private double lastWatts;
    private long firstWh;
    private long lastWh;
    private long largestStepWh;
    private double expectedWh;
    private int wrong;
    private Optional<String> finding = Optional.empty();

    /** Begins anew: another meter or driver, or a register that went back. */
    void reset() {
        lastAt = null;
        wrong = 0;
        finding = Optional.empty();
    }

    /** What is wrong now, in words; empty when nothing is. */
    Optional<String> finding() {
        return finding;
    }

    /**
     * Takes one reading of the same meter.
     *
     * @param uptime monotonic time of the reading
     * @param reading register and power as the meter shows them
     */
    void take(Duration uptime, MeterReading reading) {
        OptionalDouble watts = power(reading);
        if (watts.isEmpty()) {
            reset();
            return;
        }
        if (lastAt == null
                || reading.importWh() < lastWh
                || uptime.minus(lastAt).compareTo(STEADY) > 0) {
            begin(reading.importWh());
        } else {
            double hours = uptime.minus(lastAt).toMillis() / 3_600_000.0;
            // Only what is taken from the grid: the import register stands still meanwhile.
            expectedWh += Math.max(0, (lastWatts + watts.getAsDouble()) / 2) * hours;
            largestStepWh = Math.max(largestStepWh, reading.importWh() - lastWh);
        }
        lastAt = uptime;
        lastWatts = watts.getAsDouble();
        lastWh = reading.importWh();
        long counted = lastWh - firstWh;
        boolean runaway = counted >= LONG_WINDOW_WH && counted >= STEPS * largestStepWh;
        boolean tells = expectedWh >= WINDOW_WH && counted >= COUNTS;
        if (tells || runaway || expectedWh >= LONG_WINDOW_WH) {
            judge(counted, runaway || expectedWh >= LONG_WINDOW_WH);
            begin(lastWh);
        }
    }

    private void begin(long registerWh) {
        firstWh = registerWh;
        largestStepWh = 0;
        expectedWh = 0;
    }

    private void judge(long counted, boolean alone) {
        double ratio = Math.max(counted, 0.1) / Math.max(expectedWh, 0.1);
        if (ratio >= AT_LEAST && ratio <= AT_MOST) {
            wrong = 0;
            finding = Optional.empty();
            return;
        }
        wrong += alone ? AGREEING : 1;
        if (wrong >= AGREEING) {
            finding = Optional.of(words(counted, ratio));
        }
    }

    private static String words(long counted, double ratio) {
        if (counted == 0) {
            return "register stands still while power flows";
        }
        long times = Math.round(Math.pow(10, Math.abs(Math.round(Math.log10(ratio)))));
        if (times == 1) {
            return "register and power disagree";
        }
        return "register counts " + (ratio > 1 ? times + " times" : "1/" + times + " of") + " the power: check scale";
    }

    private static OptionalDouble power(MeterReading reading) {
        OptionalDouble total = OptionalDouble.empty();
        double lines = 0;
        int counted = 0;
        for (Measured value : reading.values()) {
            if (value.quantity() == Quantity.POWER_ACTIVE_IMPORT) {
                if (value.phase() == Phase.ALL) {
                    total = OptionalDouble.of(value.value());
                } else if (LINES.contains(value.phase())) {
                    lines += value.value();
                    counted++;
                }
            }
        }
        return total.isPresent() || counted == 0 ? total : OptionalDouble.of(lines);
    }
}
