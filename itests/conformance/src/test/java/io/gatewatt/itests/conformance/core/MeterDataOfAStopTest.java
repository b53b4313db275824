// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.itests.conformance.core;

import static io.gatewatt.itests.conformance.core.MeterValuesTest.REGISTER;
import static io.gatewatt.itests.conformance.kit.StationUnderTest.T1;
import static io.gatewatt.itests.conformance.kit.Step.call;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatewatt.itests.conformance.kit.Case;
import io.gatewatt.itests.conformance.kit.Entry;
import io.gatewatt.itests.conformance.kit.Functionality;
import io.gatewatt.itests.conformance.kit.StationUnderTest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Conformance catalogue B3, as far as it is about transactionData. */
@Functionality(value = "B3 Meter data of a stop", limits = "StopTransactionMaxMeterValues=5")
class MeterDataOfAStopTest {

    @Case("StopTransaction carries values at begin and end, and those between")
    void X_T_14(StationUnderTest station) {
        station.configure("StopTxnSampledData", REGISTER + ",Power.Active.Import");
        station.configure("MeterValueSampleInterval", 2);
        int transaction = station.charging(1, T1);
        Entry start = station.wire().all(call("StartTransaction")).get(0);
        station.wire().expect(call("MeterValues"));
        station.wire().expect(call("MeterValues"));
        station.configure("MeterValueSampleInterval", 0);
        Entry stop = station.remoteStop(transaction);

        assertEquals(
                List.of("Transaction.Begin", "Sample.Periodic", "Sample.Periodic", "Transaction.End"),
                Values.contexts(stop));
        List<String> times = new ArrayList<>();
        for (JsonNode one : stop.payload().path("transactionData")) {
            times.add(one.path("timestamp").asText());
            List<String> measurands = new ArrayList<>();
            List<String> contexts = new ArrayList<>();
            one.path("sampledValue").forEach(v -> {
                measurands.add(v.path("measurand").asText());
                contexts.add(v.path("context").asText());
            });
            assertEquals(List.of(REGISTER, "Power.Active.Import"), measurands);
            assertEquals(contexts.get(0), contexts.get(1));
        }
        assertEquals(times.stream().sorted().toList(), times);
        assertEquals(start.text("timestamp"), times.get(0));
        assertEquals(stop.text("timestamp"), times.get(times.size() - 1));
        List<Long> registers = Values.of(stop, REGISTER).stream()
                .map(v -> v.path("value").asLong())
                .toList();
        assertEquals(registers.stream().sorted().toList(), registers);
        assertEquals(start.payload().path("meterStart").asLong(), registers.get(0));
        assertEquals(stop.payload().path("meterStop").asLong(), registers.get(registers.size() - 1));
        assertTrue(stop.payload().path("meterStop").isIntegralNumber(), stop.toString());
    }

    @Case("Clock-aligned values in StopTransaction")
    void X_M_20(StationUnderTest station) {
        station.configure("StopTxnAlignedData", "Voltage.L1");
        station.configure("MeterValueSampleInterval", 0);
        int transaction = station.charging(1, T1);
        station.configure("ClockAlignedDataInterval", 2);
        station.wire().expect(call("MeterValues").with("transactionId", transaction));
        station.configure("ClockAlignedDataInterval", 0);
        Entry stop = station.remoteStop(transaction);
        List<String> contexts = Values.contexts(stop);
        assertEquals("Transaction.Begin", contexts.get(0));
        assertEquals("Sample.Clock", contexts.get(1));
        assertEquals("Transaction.End", contexts.get(contexts.size() - 1));
        assertEquals(Collections.nCopies(contexts.size(), "Voltage"), Values.measurands(stop));
    }

    @Case("No key, no transactionData")
    void X_T_15(StationUnderTest station) {
        station.configure("StopTxnSampledData", "");
        station.configure("StopTxnAlignedData", "");
        station.configure("MeterValueSampleInterval", 1);
        int transaction = station.charging(1, T1);
        station.wire().expect(call("MeterValues"));
        Entry stop = station.remoteStop(transaction);
        assertTrue(stop.payload().path("transactionData").isMissingNode(), stop.toString());
    }

    @Case("More values than StopTransactionMaxMeterValues: those between are thinned")
    void X_T_16(StationUnderTest station) {
        assertEquals("5", station.key("StopTransactionMaxMeterValues"));
        station.configure("StopTxnSampledData", REGISTER);
        station.configure("MeterValueSampleInterval", 1);
        int transaction = station.charging(1, T1);
        for (int i = 0; i < 7; i++) {
            station.wire().expect(call("MeterValues"));
        }
        Entry stop = station.remoteStop(transaction);
        assertEquals(
                List.of(
                        "Transaction.Begin",
                        "Sample.Periodic",
                        "Sample.Periodic",
                        "Sample.Periodic",
                        "Transaction.End"),
                Values.contexts(stop));
    }
}
