// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.itests.conformance.core;

import static io.gatewatt.itests.conformance.core.Values.measurands;
import static io.gatewatt.itests.conformance.core.Values.values;
import static io.gatewatt.itests.conformance.kit.StationUnderTest.T1;
import static io.gatewatt.itests.conformance.kit.Step.call;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatewatt.itests.conformance.kit.Case;
import io.gatewatt.itests.conformance.kit.Entry;
import io.gatewatt.itests.conformance.kit.Functionality;
import io.gatewatt.itests.conformance.kit.StationUnderTest;
import io.gatewatt.itests.conformance.kit.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Conformance catalogue A9, with room for more than one measurand. */
@Functionality(value = "A9 Meter values", limits = "GetConfigurationMaxKeys=100")
class MeterValuesTest {

    static final String REGISTER = "Energy.Active.Import.Register";
    private static final Step VALUES = call("MeterValues");

    @Case("Sampled meter values")
    void TC_070_CS(StationUnderTest station) {
        station.configure("ClockAlignedDataInterval", 0);
        station.configure("MeterValuesSampledData", REGISTER + ",Power.Active.Import,Current.Offered");
        station.configure("MeterValueSampleInterval", 2);
        int transaction = station.charging(1, T1);
        List<Instant> times = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Entry sample = station.wire().expect(VALUES);
            assertEquals(1, sample.payload().path("connectorId").asInt());
            assertEquals(transaction, sample.payload().path("transactionId").asInt());
            assertEquals(
                    List.of(REGISTER, "Power.Active.Import", "Current.Offered"), measurands(sample), sample.toString());
            values(sample)
                    .forEach(v ->
                            assertEquals("Sample.Periodic", v.path("context").asText()));
            times.add(time(sample));
        }
        assertApart(times, 2);

        // No measurand is the register.
        station.configure("MeterValuesSampledData", "");
        station.wire().begin();
        station.wire().expect(VALUES);
        Entry bare = station.wire().expect(VALUES);
        assertEquals(List.of(REGISTER), measurands(bare));
        assertEquals("Sample.Periodic", values(bare).get(0).path("context").asText());
    }

    @Case("Clock-aligned meter values")
    void TC_071_CS(StationUnderTest station) {
        station.configure("MeterValueSampleInterval", 0);
        station.configure("MeterValuesAlignedData", REGISTER + ",Voltage.L2");
        int transaction = station.charging(1, T1);
        station.configure("ClockAlignedDataInterval", 3);
        Step own = VALUES.with("connectorId", 1);
        List<Instant> times = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Entry sample = station.wire().expect(own);
            assertEquals(transaction, sample.payload().path("transactionId").asInt());
            assertEquals(List.of(REGISTER, "Voltage"), measurands(sample));
            values(sample)
                    .forEach(v -> assertEquals("Sample.Clock", v.path("context").asText()));
            Instant at = time(sample);
            assertEquals(0, at.getNano(), "the aligned instant, not that of the reading: " + at);
            assertEquals(0, at.getEpochSecond() % 3, "counted from midnight: " + at);
            times.add(at);
        }
        assertApart(times, 3);
        // A connector without a transaction has values, too, and no transaction in them.
        Entry idle = station.wire().expect(VALUES.with("connectorId", 2));
        assertTrue(idle.payload().path("transactionId").isMissingNode(), idle.toString());
        assertEquals("Sample.Clock", values(idle).get(0).path("context").asText());

        station.configure("MeterValuesAlignedData", "");
        station.wire().begin();
        station.wire().expect(own);
        assertEquals(List.of(REGISTER), measurands(station.wire().expect(own)));
    }

    private static void assertApart(List<Instant> times, int seconds) {
        for (int i = 1; i < times.size(); i++) {
            long apart = Duration.between(times.get(i - 1), times.get(i)).toMillis();
            assertTrue(Math.abs(apart - seconds * 1000L) < 1000, "samples " + apart + " ms apart: " + times);
        }
    }

    private static Instant time(Entry sample) {
        JsonNode values = sample.payload().path("meterValue");
        assertEquals(1, values.size());
        return Instant.parse(values.path(0).path("timestamp").asText());
    }
}
