// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.itests.conformance.core;

import static io.gatewatt.itests.conformance.kit.StationUnderTest.T1;
import static io.gatewatt.itests.conformance.kit.Step.answer;
import static io.gatewatt.itests.conformance.kit.Step.call;
import static io.gatewatt.itests.conformance.kit.Step.status;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatewatt.itests.conformance.kit.Case;
import io.gatewatt.itests.conformance.kit.Entry;
import io.gatewatt.itests.conformance.kit.Functionality;
import io.gatewatt.itests.conformance.kit.StationUnderTest;
import java.time.Duration;
import java.util.List;

/** Conformance catalogue A7, with sockets. */
@Functionality("A7 Unlock")
class UnlockTest {

    private static final String FIRST = "{\"connectorId\":1}";

    private static JsonNode first(StationUnderTest station) {
        return station.bench().state().path("connectors").path(0);
    }

    @Case("Unlock, idle, socket")
    void TC_017_1_CS(StationUnderTest station) {
        station.call("UnlockConnector", FIRST, "Unlocked");
        station.wire().never(call("StatusNotification"), Duration.ofSeconds(1));
    }

    @Case("Unlock while charging, socket")
    void TC_018_1_CS(StationUnderTest station) {
        int transaction = station.charging(1, T1);
        station.call("UnlockConnector", FIRST, "Unlocked");
        JsonNode connector = first(station);
        assertFalse(connector.path("lock").path("locked").asBoolean(), "Unlocked, but " + connector);
        assertFalse(connector.path("contactor").asBoolean(), "energy is off: " + connector);
        Entry answered = station.wire().expect(answer("UnlockConnector"));
        Entry stop = station.wire()
                .expect(call("StopTransaction")
                        .with("transactionId", transaction)
                        .with("reason", "UnlockCommand"));
        Entry finishing = station.wire().expect(status(1, "Finishing"));
        // Rule 100: answered first, and still with the truth.
        station.wire().inOrder(answered, stop);
        station.wire().inOrder(answered, finishing);
        station.triggered("UnlockConnector to its answer", station.asked("UnlockConnector"), answered);
        station.triggered("UnlockConnector to StopTransaction", station.asked("UnlockConnector"), stop);
        station.unplugged(1);
        assertEquals(
                List.of("Preparing", "Charging", "Finishing", "Available"),
                station.wire().statuses(1));
        assertEquals(1, station.wire().all(call("StopTransaction")).size());
    }

    @Case("Unlock fails")
    void TC_030_CS(StationUnderTest station) {
        station.bench().lock(1, "unlock-fails");
        station.call("UnlockConnector", FIRST, "UnlockFailed");
    }

    @Case("Unlock fails while charging: the transaction is ended all the same")
    void X_N_07(StationUnderTest station) {
        int transaction = station.charging(1, T1);
        station.bench().lock(1, "unlock-fails");
        station.call("UnlockConnector", FIRST, "UnlockFailed");
        Entry answered = station.wire().expect(answer("UnlockConnector"));
        Entry stop = station.wire()
                .expect(call("StopTransaction")
                        .with("transactionId", transaction)
                        .with("reason", "UnlockCommand"));
        Entry finishing = station.wire().expect(status(1, "Finishing"));
        station.wire().inOrder(answered, stop);
        station.wire().inOrder(answered, finishing);
        assertEquals(
                List.of("Preparing", "Charging", "Finishing"), station.wire().statuses(1));
    }

    @Case("Unlock, unknown connector")
    void TC_031_CS(StationUnderTest station) {
        station.call("UnlockConnector", "{\"connectorId\":" + (StationUnderTest.CONNECTORS + 1) + "}", "NotSupported");
        station.call("UnlockConnector", "{\"connectorId\":99}", "NotSupported");
        station.wire().none(call("StatusNotification"));
    }
}
