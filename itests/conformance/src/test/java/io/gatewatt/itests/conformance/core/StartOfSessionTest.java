// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.itests.conformance.core;

import static io.gatewatt.itests.conformance.kit.StationUnderTest.T1;
import static io.gatewatt.itests.conformance.kit.Step.call;
import static io.gatewatt.itests.conformance.kit.Step.status;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatewatt.itests.conformance.kit.Case;
import io.gatewatt.itests.conformance.kit.Entry;
import io.gatewatt.itests.conformance.kit.Functionality;
import io.gatewatt.itests.conformance.kit.StationUnderTest;
import java.time.Duration;
import java.util.List;

/** Conformance catalogue A2. */
@Functionality("A2 Start of a session")
class StartOfSessionTest {

    @Case("Cable first")
    void TC_003_CS(StationUnderTest station) {
        station.bench().plug(1);
        Entry preparing = station.wire().expect(status(1, "Preparing"));
        station.bench().present(T1);
        Entry authorize = station.wire().expect(call("Authorize").with("idTag", T1));
        Entry start = station.wire()
                .expect(call("StartTransaction").with("connectorId", 1).with("idTag", T1));
        Entry charging = station.wire().expect(status(1, "Charging"));
        assertTrue(start.payload().path("meterStart").isIntegralNumber(), start.toString());
        station.wire().inOrder(preparing, authorize, start);
        station.wire().inOrder(authorize, charging);
        assertEquals(List.of("Preparing", "Charging"), station.wire().statuses(1));
    }

    @Case("Identification first")
    void TC_004_1_CS(StationUnderTest station) {
        station.authorized(1, T1);
        station.bench().plug(1);
        station.wire().expect(call("StartTransaction").with("connectorId", 1).with("idTag", T1));
        station.wire().expect(status(1, "Charging"));
        assertEquals(List.of("Preparing", "Charging"), station.wire().statuses(1));
    }

    @Case("Identification first, the cable never comes")
    void TC_004_2_CS(StationUnderTest station) {
        station.configure("ConnectionTimeOut", 3);
        station.bench().present(T1);
        station.wire().expect(call("Authorize").with("idTag", T1));
        Entry preparing = station.wire().expect(status(1, "Preparing"));
        Entry available = station.wire().expect(status(1, "Available"));
        long waited = available.since(preparing).toMillis();
        assertTrue(waited >= 2_500 && waited < 7_000, "Available " + waited + " ms after Preparing");
        // Forgotten: the cable alone starts nothing.
        station.occupied(1);
        station.wire().never(call("StartTransaction"), Duration.ofSeconds(2));
        station.bench().present(T1);
        station.wire().expect(call("Authorize").with("idTag", T1));
        station.wire().expect(call("StartTransaction"));
    }
}
