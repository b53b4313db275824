// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.station.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatewatt.measure.Measured;
import io.gatewatt.measure.MeterReading;
import io.gatewatt.measure.Phase;
import io.gatewatt.measure.Quantity;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScaleWatchTest {

    private final ScaleWatch watch = new ScaleWatch();
    private Duration now = Duration.ofHours(1);
    private double trueWh = 5000;

    /** Resolution of the register in Wh, its scale, what the power is multiplied with, what is found. */
    @ParameterizedTest
    @CsvSource({
        "1, 1, 1, ",
        "10, 1, 1, ",
        "100, 1, 1, ",
        "1, 1000, 1, register counts 1000 times the power: check scale",
        "1, 10, 1, register counts 10 times the power: check scale",
        "1, 0.1, 1, register counts 1/10 of the power: check scale",
        "1, 0.001, 1, register counts 1/1000 of the power: check scale",
        "1, 0.000001, 1, register stands still while power flows",
        "1, 1, 0.001, register counts 1000 times the power: check scale",
        "1, 1, 1000, register counts 1/1000 of the power: check scale",
        "1, 2.5, 1, register and power disagree"
    })
    void anHourAt11kW(double resolution, double energyScale, double powerScale, String found) {
        for (int second = 0; second < 3600; second++) {
            pass(Duration.ofSeconds(1), 11_000, resolution, energyScale, powerScale);
        }
        assertEquals(Optional.ofNullable(found), watch.finding());
    }

    @ParameterizedTest
    @CsvSource({"1380", "3700", "22000", "43000"})
    void aRightMeterIsNeverAccused(double watts) {
        for (int second = 0; second < 20_000; second += 5) {
            pass(Duration.ofSeconds(5), second % 600 < 60 ? 0 : watts, 100, 1, 1);
            assertEquals(Optional.empty(), watch.finding(), "after " + second + " s");
        }
    }

    @Test
    void aMeterWithoutPowerIsNotJudged() {
        for (int second = 0; second < 3600; second++) {
            now = now.plusSeconds(1);
            watch.take(now, MeterReading.of(second * 10_000L));
        }
        assertEquals(Optional.empty(), watch.finding());
    }

    @Test
    void powerOfThePhasesIsAddedUp() {
        for (int second = 0; second < 3600; second++) {
            now = now.plusSeconds(1);
            trueWh += 3.0;
            watch.take(
                    now,
                    new MeterReading((long) (trueWh / 1000), List.of(line(Phase.L1), line(Phase.L2), line(Phase.L3))));
        }
        assertTrue(watch.finding().orElse("").contains("1/1000"));
    }

    @Test
    void whatFlowsBackIsNotExpectedInTheImportRegister() {
        for (int second = 0; second < 3600; second++) {
            now = now.plusSeconds(1);
            watch.take(now, reading(5000, -11_000));
        }
        assertEquals(Optional.empty(), watch.finding());
    }

    @Test
    void aPauseBetweenReadingsIsNoEvidence() {
        for (int minute = 0; minute < 600; minute++) {
            now = now.plusMinutes(1);
            watch.take(now, reading(5000, 11_000));
        }
        assertEquals(Optional.empty(), watch.finding());
    }

    @Test
    void jumpsOfTheRegisterAreTheGatesBusiness() {
        for (int jump = 0; jump < 10; jump++) {
            for (int second = 0; second < 20; second++) {
                pass(Duration.ofSeconds(1), 0, 1, 1, 1);
            }
            trueWh += 5000;
        }
        pass(Duration.ofSeconds(20), 0, 1, 1, 1);
        assertEquals(Optional.empty(), watch.finding());
    }

    @Test
    void aRightScaleClearsTheFinding() {
        for (int second = 0; second < 600; second++) {
            pass(Duration.ofSeconds(1), 11_000, 1, 10, 1);
        }
        assertTrue(watch.finding().isPresent());
        watch.reset();
        assertEquals(Optional.empty(), watch.finding());
        for (int second = 0; second < 600; second++) {
            pass(Duration.ofSeconds(1), 11_000, 1, 1, 1);
        }
        assertEquals(Optional.empty(), watch.finding());
    }

    private void pass(Duration step, double watts, double resolution, double energyScale, double powerScale) {
        now = now.plus(step);
        trueWh += watts * step.toSeconds() / 3600.0;
        long shown = (long) (Math.floor(trueWh / resolution) * resolution * energyScale);
        watch.take(now, reading(shown, watts * powerScale));
    }

    private static MeterReading reading(long wh, double watts) {
        return new MeterReading(wh, List.of(Measured.of(Quantity.POWER_ACTIVE_IMPORT, watts)));
    }

    private static Measured line(Phase phase) {
        return new Measured(Quantity.POWER_ACTIVE_IMPORT, phase, 3600);
    }
}
