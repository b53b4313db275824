// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.itests.conformance.core;

import static io.gatewatt.itests.conformance.core.MeterValuesTest.REGISTER;
import static io.gatewatt.itests.conformance.kit.StationUnderTest.T1;
import static io.gatewatt.itests.conformance.kit.Step.call;
import static io.gatewatt.itests.conformance.kit.Step.status;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatewatt.itests.conformance.kit.Case;
import io.gatewatt.itests.conformance.kit.Entry;
import io.gatewatt.itests.conformance.kit.Functionality;
import io.gatewatt.itests.conformance.kit.StationUnderTest;
import io.gatewatt.itests.conformance.kit.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Meters that are good, and meters that are not (conformance catalogue, rules 27 and 51 to 56). */
@Functionality(value = "A9 Meter values", limits = "GetConfigurationMaxKeys=100")
class MeterTest {

    private static final Step VALUES = call("MeterValues");

    private static void meter(StationUnderTest station, String body) {
        station.bench().post("/connectors/1/meter", body);
    }

    private static long register(Entry sample) {
        return Values.of(sample, REGISTER).get(0).path("value").asLong();
    }

    private static Entry fresh(StationUnderTest station) {
        station.wire().begin();
        station.wire().expect(VALUES);
        return station.wire().expect(VALUES);
    }

    @Case("Registers are told as the meter shows them, in whole Wh, and go on from one transaction to the next")
    void X_M_01(StationUnderTest station) {
        meter(station, "{\"registerWh\":123456789}");
        int first = station.charging(1, T1);
        long start = station.wire()
                .all(call("StartTransaction"))
                .get(0)
                .payload()
                .path("meterStart")
                .asLong();
        assertTrue(start >= 123456789 && start < 123457000, "meterStart " + start);
        long stop = station.remoteStop(first).payload().path("meterStop").asLong();
        assertTrue(stop >= start, stop + " after " + start);
        station.wire().expect(status(1, "Finishing"));
        station.unplugged(1);
        station.wire().begin();
        station.charging(1, T1);
        Entry second = station.wire().all(call("StartTransaction")).get(0);
        assertTrue(second.payload().path("meterStart").asLong() >= stop, second.toString());
    }

    @Case("Interval values are what the register has counted since the value before")
    void X_M_02(StationUnderTest station) {
        station.configure("MeterValuesSampledData", REGISTER + ",Energy.Active.Import.Interval");
        station.configure("MeterValueSampleInterval", 2);
        station.charging(1, T1);
        Entry before = station.wire().expect(VALUES);
        for (int i = 0; i < 2; i++) {
            Entry sample = station.wire().expect(VALUES);
            JsonNode interval =
                    Values.of(sample, "Energy.Active.Import.Interval").get(0);
            assertEquals(
                    register(sample) - register(before), interval.path("value").asLong(), sample.toString());
            assertEquals("Wh", interval.path("unit").asText());
            before = sample;
        }
    }

    @Case("What is offered: current per phase, and power over all of them")
    void X_M_03(StationUnderTest station) {
        station.configure("MeterValuesSampledData", "Current.Offered,Power.Offered");
        station.configure("MeterValueSampleInterval", 1);
        station.charging(1, T1);
        assertEquals(
                "Current.Offered 32 - A, Power.Offered 22080 - W", words(fresh(station)), "32 A, 3 phases of 230 V");
    }

    @Case("All phases without a suffix, one with it; blanks after commas")
    void X_M_04(StationUnderTest station) {
        station.configure("MeterValuesSampledData", "Current.Import, Voltage.L2, " + REGISTER);
        station.configure("MeterValueSampleInterval", 1);
        station.charging(1, T1);
        String told = words(fresh(station));
        assertTrue(
                told.startsWith(
                        "Current.Import 32 L1 A, Current.Import 32 L2 A, Current.Import 32 L3 A, Voltage 230 L2-N V, "
                                + REGISTER + " "),
                told);
    }

    @Case("ConnectorPhaseRotation names the phases of the outlet")
    void X_M_05(StationUnderTest station) {
        station.configure("MeterValuesSampledData", "Current.Import");
        station.configure("MeterValueSampleInterval", 1);
        station.charging(1, T1);
        station.bench().post("/connectors/1/ev", "{\"phases\":1}");
        assertEquals("Current.Import 32 L1 A, Current.Import 0 L2 A, Current.Import 0 L3 A", words(fresh(station)));
        station.configure("ConnectorPhaseRotation", "0.RST,1.STR");
        assertEquals("Current.Import 0 L1 A, Current.Import 0 L2 A, Current.Import 32 L3 A", words(fresh(station)));
    }

    @Case("A register that counts backwards is told by nothing")
    void X_M_06(StationUnderTest station) {
        misbehaves(station, "backwards");
    }

    @Case("A meter without numbers is told by nothing")
    void X_M_07(StationUnderTest station) {
        misbehaves(station, "nan");
    }

    @Case("A meter that is silent is told by nothing")
    void X_M_08(StationUnderTest station) {
        misbehaves(station, "silent");
    }

    /** Samples stop and come back; the transaction goes on, its register rises. Then it ends while the meter misbehaves. */
    private static void misbehaves(StationUnderTest station, String behaviour) {
        station.configure("MeterValueSampleInterval", 1);
        int transaction = station.charging(1, T1);
        List<Long> registers = new ArrayList<>();
        registers.add(register(station.wire().expect(VALUES)));
        registers.add(register(station.wire().expect(VALUES)));
        meter(station, "{\"behaviour\":\"" + behaviour + "\"}");
        station.wire().begin();
        // One that was being read may still come.
        station.wire().never(secondOf(station), Duration.ofSeconds(3));
        station.wire().all(VALUES).forEach(sample -> registers.add(register(sample)));
        meter(station, "{\"behaviour\":\"ok\"}");
        station.wire().begin();
        registers.add(register(station.wire().expect(VALUES)));
        meter(station, "{\"behaviour\":\"" + behaviour + "\"}");
        station.wire().all(VALUES).forEach(sample -> registers.add(register(sample)));
        Entry stop = station.remoteStop(transaction);
        station.wire().all(VALUES).forEach(sample -> registers.add(register(sample)));
        registers.add(stop.payload().path("meterStop").asLong());
        assertEquals(registers.stream().sorted().toList(), registers, "registers in the order they were told");
    }

    private static Step secondOf(StationUnderTest station) {
        return new Step(
                "a second MeterValues",
                e -> VALUES.fits().test(e) && station.wire().all(VALUES).size() > 1);
    }

    private static String words(Entry sample) {
        return Values.values(sample).stream()
                .map(v -> v.path("measurand").asText() + " " + v.path("value").asText() + " "
                        + v.path("phase").asText("-") + " " + v.path("unit").asText("-"))
                .collect(Collectors.joining(", "));
    }
}
