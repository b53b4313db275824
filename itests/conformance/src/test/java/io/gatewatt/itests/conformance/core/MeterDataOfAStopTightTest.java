// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.itests.conformance.core;

import static io.gatewatt.itests.conformance.core.MeterValuesTest.REGISTER;
import static io.gatewatt.itests.conformance.kit.StationUnderTest.T1;
import static io.gatewatt.itests.conformance.kit.Step.call;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gatewatt.itests.conformance.kit.Case;
import io.gatewatt.itests.conformance.kit.Entry;
import io.gatewatt.itests.conformance.kit.Functionality;
import io.gatewatt.itests.conformance.kit.StationUnderTest;
import java.util.List;

/** The same with the limits of the reference station. */
@Functionality("B3 Meter data of a stop")
class MeterDataOfAStopTightTest {

    @Case("StopTransactionMaxMeterValues 1: begin and end all the same")
    void X_M_22(StationUnderTest station) {
        assertEquals("1", station.key("StopTransactionMaxMeterValues"));
        station.configure("StopTxnSampledData", REGISTER);
        station.configure("MeterValueSampleInterval", 1);
        int transaction = station.charging(1, T1);
        station.wire().expect(call("MeterValues"));
        station.wire().expect(call("MeterValues"));
        Entry stop = station.remoteStop(transaction);
        assertEquals(List.of("Transaction.Begin", "Transaction.End"), Values.contexts(stop));
    }

    @Case("A key that is set in the transaction: the begin is told all the same")
    void X_M_21(StationUnderTest station) {
        station.configure("MeterValueSampleInterval", 0);
        int transaction = station.charging(1, T1);
        station.configure("StopTxnSampledData", REGISTER);
        Entry stop = station.remoteStop(transaction);
        assertEquals(List.of("Transaction.Begin", "Transaction.End"), Values.contexts(stop));
        assertEquals(
                station.wire().all(call("StartTransaction")).get(0).text("meterStart"),
                Values.values(stop).get(0).path("value").asText());
    }
}
