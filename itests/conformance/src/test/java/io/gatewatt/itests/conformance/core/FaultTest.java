// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.itests.conformance.core;

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
import java.time.Duration;
import java.util.List;

/** Conformance catalogue A13. */
@Functionality("A13 Fault and data transfer")
class FaultTest {

    @Case("Fault of the station: nothing starts")
    void TC_041_CS(StationUnderTest station) {
        station.bench().fault(0, "GroundFailure", true);
        for (int c = 0; c <= StationUnderTest.CONNECTORS; c++) {
            Entry faulted = station.wire().expect(status(c, "Faulted"));
            assertTrue(!faulted.text("errorCode").equals("NoError") || c > 0, faulted.toString());
        }
        nothingStarts(station);
        station.bench().noFault(0);
        station.wire().expect(status(0, "Available"));
    }

    @Case("Fault of a connector: nothing starts there")
    void X_N_08(StationUnderTest station) {
        // Or the card would mean the other connector.
        station.charging(2, "04FFEE01");
        station.bench().fault(1, "GroundFailure", true);
        assertEquals(
                "GroundFailure", station.wire().expect(status(1, "Faulted")).text("errorCode"));
        nothingStarts(station);
    }

    private static void nothingStarts(StationUnderTest station) {
        station.bench().plug(1);
        station.bench().present(T1);
        station.call("RemoteStartTransaction", "{\"connectorId\":1,\"idTag\":\"" + T1 + "\"}", "Rejected");
        station.wire().never(call("StartTransaction").with("connectorId", 1), Duration.ofSeconds(3));
        assertEquals(List.of("Faulted"), station.wire().statuses(1));
    }

    @Case("DataTransfer of an unknown vendor")
    void TC_062_CS(StationUnderTest station) {
        JsonNode answer = station.call(
                "DataTransfer", "{\"vendorId\":\"com.example.unknown\",\"messageId\":\"m\",\"data\":\"d\"}");
        assertEquals("UnknownVendorId", answer.path("status").asText());
        assertTrue(answer.path("data").isMissingNode(), "rule 68: without data");
        station.call("DataTransfer", "{\"vendorId\":\"com.example.unknown\"}", "UnknownVendorId");
    }
}
