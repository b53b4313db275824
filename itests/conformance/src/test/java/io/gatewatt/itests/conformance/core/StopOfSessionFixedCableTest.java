// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.itests.conformance.core;

import static io.gatewatt.itests.conformance.kit.StationUnderTest.T1;
import static io.gatewatt.itests.conformance.kit.StationUnderTest.T2;
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

/** Conformance catalogue A3, with fixed cables. */
@Functionality(value = "A3 Stop of a session", fixedCable = true)
class StopOfSessionFixedCableTest {

    private static final Duration QUIET = Duration.ofMillis(1_500);

    @Case("Stop with the tag that started it")
    void TC_068_CS(StationUnderTest station) {
        station.charging(2, "04FFEE01");
        int transaction = station.charging(1, T1);
        station.bench().present(T2);
        station.wire().never(call("StopTransaction"), QUIET);
        station.wire().none(call("Authorize").with("idTag", T2));
        station.bench().present(T1);
        Entry stop = station.wire().expect(call("StopTransaction").with("transactionId", transaction));
        assertEquals(T1, stop.text("idTag"));
        assertEquals("Local", stop.text("reason"));
        station.wire().expect(status(1, "Finishing"));
        assertEquals(
                List.of("Preparing", "Charging", "Finishing"), station.wire().statuses(1));
    }

    @Case("EV side unplugged: stops; there is nothing to unlock")
    void TC_005_2_CS(StationUnderTest station) {
        JsonNode key = station.call("GetConfiguration", "{\"key\":[\"UnlockConnectorOnEVSideDisconnect\"]}")
                .path("configurationKey")
                .path(0);
        assertEquals("false", key.path("value").asText());
        assertTrue(key.path("readonly").asBoolean(), "rule 29: read-only with a fixed cable");
        station.call(
                "ChangeConfiguration", StationUnderTest.change("UnlockConnectorOnEVSideDisconnect", true), "Rejected");
        station.configure("StopTransactionOnEVSideDisconnect", true);
        int transaction = station.charging(1, T1);
        station.bench().unplug(1, "ev");
        station.wire()
                .expect(call("StopTransaction")
                        .with("transactionId", transaction)
                        .with("reason", "EVDisconnected"));
        station.call("UnlockConnector", "{\"connectorId\":1}", "NotSupported");
        station.wire().expect(status(1, "Available"));
        List<String> statuses = station.wire().statuses(1);
        assertTrue(
                statuses.equals(List.of("Preparing", "Charging", "Finishing", "Available"))
                        || statuses.equals(List.of("Preparing", "Charging", "Available")),
                statuses.toString());
    }

    @Case("EV side unplugged: goes on until stopped from afar")
    void TC_005_3_CS(StationUnderTest station) {
        station.configure("StopTransactionOnEVSideDisconnect", false);
        int transaction = station.charging(1, T1);
        station.bench().unplug(1, "ev");
        Entry suspended = station.wire().expect(status(1, "SuspendedEV"));
        assertEquals("EV side disconnected", suspended.text("info"));
        assertEquals("NoError", suspended.text("errorCode"));
        station.wire().never(call("StopTransaction"), QUIET);
        assertEquals("Remote", station.remoteStop(transaction).text("reason"));
        station.wire().expect(status(1, "Available"));
        List<String> statuses = station.wire().statuses(1);
        assertTrue(
                statuses.equals(List.of("Preparing", "Charging", "SuspendedEV", "Available"))
                        || statuses.equals(List.of("Preparing", "Charging", "SuspendedEV", "Finishing", "Available")),
                statuses.toString());
    }
}
