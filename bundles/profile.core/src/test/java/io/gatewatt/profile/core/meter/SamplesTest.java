// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.profile.core.meter;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gatewatt.measure.Measured;
import io.gatewatt.measure.MeterReading;
import io.gatewatt.measure.Phase;
import io.gatewatt.measure.Quantity;
import io.gatewatt.ocpp.v16.ReadingContext;
import io.gatewatt.profile.core.keys.MeasurandList;
import java.util.List;
import java.util.stream.Collectors;
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
                    Measured.of(Quantity.STATE_OF_CHARGE, 40),
                    Measured.of(Quantity.TEMPERATURE, 35.5)));

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "''; Energy.Active.Import.Register 123456789 - Outlet Wh",
                "Voltage; Voltage 230.1 L1-N Outlet V, Voltage 229.9 L2-N Outlet V",
                "Voltage.L1; Voltage 230.1 L1-N Outlet V",
                "Current.Import.L1; Current.Import 16 L1 Outlet A",
                "Current.Offered; Current.Offered 13.5 - Outlet A",
                "Power.Active.Import; Power.Active.Import 11000000 - Outlet W",
                "Power.Factor; Power.Factor 0 - Outlet -",
                "Frequency; Frequency 49.98 - Outlet -",
                "SoC,Temperature; SoC 40 - EV Percent, Temperature 35.5 - Outlet Celsius",
                "Current.Export; ''"
            })
    void inTheWordsOfOcpp(String wanted, String expected) {
        assertEquals(
                expected,
                Samples.of(MeasurandList.parseOrRegister(wanted), READING, 13.5, ReadingContext.SamplePeriodic).stream()
                        .map(v -> v.measurand() + " " + v.value() + " " + (v.phase() == null ? "-" : v.phase()) + " "
                                + v.location() + " " + (v.unit() == null ? "-" : v.unit()))
                        .collect(Collectors.joining(", ")));
    }
}
