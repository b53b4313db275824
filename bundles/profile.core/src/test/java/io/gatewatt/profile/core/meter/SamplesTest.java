// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.profile.core.meter;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gatewatt.measure.Measured;
import io.gatewatt.measure.MeterReading;
import io.gatewatt.measure.Phase;
import io.gatewatt.measure.Quantity;
import io.gatewatt.ocpp.v16.ReadingContext;
import io.gatewatt.ocpp.v16.UnitOfMeasure;
import io.gatewatt.profile.core.keys.MeasurandList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SamplesTest {

    private static final MeterReading READING = new MeterReading(
            123456789,
            List.of(
                    Measured.of(Quantity.ENERGY_ACTIVE_IMPORT, 123456789),
                    new Measured(Quantity.VOLTAGE, Phase.L1_N, 230.10000000000002),
                    new Measured(Quantity.VOLTAGE, Phase.L2_N, 229.9),
                    new Measured(Quantity.CURRENT_IMPORT, Phase.L1, 15.9996),
                    Measured.of(Quantity.POWER_ACTIVE_IMPORT, 1.1e7),
                    Measured.of(Quantity.POWER_FACTOR, -0.0001),
                    Measured.of(Quantity.FREQUENCY, 49.98),
                    new Measured(Quantity.ENERGY_REACTIVE_IMPORT, Phase.L1, 10.5),
                    Measured.of(Quantity.ENERGY_ACTIVE_EXPORT, 3),
                    Measured.of(Quantity.STATE_OF_CHARGE, 40),
                    Measured.of(Quantity.TEMPERATURE, 35.5)));

    /** Export was not counted yet, or by another meter that stood higher. */
    private static final Period SINCE = Period.from(List.of(
            Measured.of(Quantity.ENERGY_ACTIVE_IMPORT, 123450000),
            new Measured(Quantity.ENERGY_REACTIVE_IMPORT, Phase.L1, 10),
            Measured.of(Quantity.ENERGY_ACTIVE_EXPORT, 5)));

    private static String told(String wanted, String rotation, UnitOfMeasure celsius) {
        Moment moment = new Moment(
                Moment.values(READING), new Moment.Offer(13.5, 3, 230), SINCE, PhaseRotation.of(rotation, 1));
        return Samples.of(MeasurandList.parseOrRegister(wanted), moment.told(), ReadingContext.SamplePeriodic, celsius)
                .stream()
                .map(v -> v.measurand() + " " + v.value() + " " + (v.phase() == null ? "-" : v.phase()) + " "
                        + v.location() + " " + (v.unit() == null ? "-" : v.unit()))
                .collect(Collectors.joining(", "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "''; Energy.Active.Import.Register 123456789 - Outlet Wh",
                "Voltage; Voltage 230.1 L1-N Outlet V, Voltage 229.9 L2-N Outlet V",
                "Voltage.L1; Voltage 230.1 L1-N Outlet V",
                "Current.Import.L1; Current.Import 16 L1 Outlet A",
                "Current.Offered; Current.Offered 13.5 - Outlet A",
                "Power.Offered; Power.Offered 9315 - Outlet W",
                "Energy.Active.Import.Interval; Energy.Active.Import.Interval 6789 - Outlet Wh",
                "Energy.Active.Export.Interval; ''",
                "Energy.Reactive.Import.Interval.L1; Energy.Reactive.Import.Interval 0.5 L1 Outlet varh",
                "Power.Active.Import; Power.Active.Import 11000000 - Outlet W",
                "Power.Factor; Power.Factor 0 - Outlet -",
                "Frequency; Frequency 49.98 - Outlet -",
                "SoC,Temperature; SoC 40 - EV Percent, Temperature 35.5 - Outlet Celsius",
                "Current.Export; ''"
            })
    void inTheWordsOfOcpp(String wanted, String expected) {
        assertEquals(expected, told(wanted, "", UnitOfMeasure.Celsius));
    }

    @Test
    void theOldSpellingWhereItIsWanted() {
        assertEquals("Temperature 35.5 - Outlet Celcius", told("Temperature", "", UnitOfMeasure.Celcius));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "1.RST; Voltage 230.1 L1-N Outlet V, Voltage 229.9 L2-N Outlet V, Current.Import 16 L1 Outlet A",
                "1.Unknown; Voltage 230.1 L1-N Outlet V, Voltage 229.9 L2-N Outlet V, Current.Import 16 L1 Outlet A",
                "2.STR; Voltage 230.1 L1-N Outlet V, Voltage 229.9 L2-N Outlet V, Current.Import 16 L1 Outlet A",
                "0.RST, 1.STR; Voltage 229.9 L1-N Outlet V, Voltage 230.1 L3-N Outlet V, Current.Import 16 L3 Outlet A",
                "1.SRT; Voltage 229.9 L1-N Outlet V, Voltage 230.1 L2-N Outlet V, Current.Import 16 L2 Outlet A"
            })
    void conductorsAreThoseOfTheOutlet(String rotation, String expected) {
        assertEquals(expected, told("Voltage,Current.Import", rotation, UnitOfMeasure.Celsius));
        assertEquals(
                expected.contains(" L3 ") ? "Current.Import 16 L3 Outlet A" : "",
                told("Current.Import.L3", rotation, UnitOfMeasure.Celsius));
    }

    @Test
    void pairsOfConductorsTurnWithThem() {
        PhaseRotation rotation = PhaseRotation.of("1.STR", 1);
        assertEquals(Phase.L3_L1, rotation.outlet(Phase.L1_L2));
        assertEquals(Phase.L1_L2, rotation.outlet(Phase.L2_L3));
        assertEquals(Phase.N, rotation.outlet(Phase.N));
    }

    @Test
    void aMeterOfOneLineIsNotTurned() {
        Moment moment = new Moment(
                List.of(new Measured(Quantity.CURRENT_IMPORT, Phase.L1, 10)),
                new Moment.Offer(0, 0, 230),
                Period.UNKNOWN,
                PhaseRotation.of("1.STR", 1));
        assertEquals(Phase.L1, moment.told().get(0).value().phase());
    }
}
