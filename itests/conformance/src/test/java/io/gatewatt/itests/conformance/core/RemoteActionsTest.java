// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.itests.conformance.core;

import static io.gatewatt.itests.conformance.kit.StationUnderTest.T1;
import static io.gatewatt.itests.conformance.kit.Step.answer;
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

/** Conformance catalogue A5. */
@Functionality("A5 Remote actions")
class RemoteActionsTest {

    @Case("Remote start, cable first, authorized")
    void TC_010_CS(StationUnderTest station) {
        station.configure("AuthorizeRemoteTxRequests", true);
        cableFirst(station, true);
    }

    @Case("Remote start, cable first, without authorization")
    void X_N_01(StationUnderTest station) {
        station.configure("AuthorizeRemoteTxRequests", false);
        cableFirst(station, false);
    }

    private static void cableFirst(StationUnderTest station, boolean authorize) {
        station.charging(1, T1);
        Entry accepted = station.wire().expect(answer("RemoteStartTransaction"));
        Entry start = station.wire().all(call("StartTransaction")).get(0);
        if (authorize) {
            Entry asked = station.wire().expect(call("Authorize").with("idTag", T1));
            station.wire().inOrder(accepted, asked, start);
        } else {
            station.wire().none(call("Authorize"));
            station.wire().inOrder(accepted, start);
        }
        assertEquals(List.of("Preparing", "Charging"), station.wire().statuses(1));
    }

    @Case("Remote start first, authorized")
    void TC_011_1_CS(StationUnderTest station) {
        station.configure("AuthorizeRemoteTxRequests", true);
        remoteFirst(station, true);
    }

    @Case("Remote start first, without authorization")
    void X_N_02(StationUnderTest station) {
        station.configure("AuthorizeRemoteTxRequests", false);
        remoteFirst(station, false);
    }

    private static void remoteFirst(StationUnderTest station, boolean authorize) {
        assertEquals(String.valueOf(authorize), station.key("AuthorizeRemoteTxRequests"));
        Entry asked = station.remoteStart(1, T1);
        Entry accepted = station.wire().expect(answer("RemoteStartTransaction"));
        Entry preparing = station.wire().expect(status(1, "Preparing"));
        station.wire().inOrder(accepted, preparing);
        station.triggered("RemoteStartTransaction to StatusNotification", asked, preparing);
        if (authorize) {
            station.wire()
                    .inOrder(accepted, station.wire().expect(call("Authorize").with("idTag", T1)));
        }
        station.bench().plug(1);
        station.wire().expect(call("StartTransaction").with("connectorId", 1).with("idTag", T1));
        station.wire().expect(status(1, "Charging"));
        if (!authorize) {
            station.wire().none(call("Authorize"));
        }
        assertEquals(List.of("Preparing", "Charging"), station.wire().statuses(1));
    }

    @Case("Remote start, the cable never comes")
    void TC_011_2_CS(StationUnderTest station) {
        station.configure("ConnectionTimeOut", 3);
        station.remoteStart(1, T1);
        Entry preparing = station.wire().expect(status(1, "Preparing"));
        Entry available = station.wire().expect(status(1, "Available"));
        long waited = available.since(preparing).toMillis();
        assertTrue(waited >= 2_500 && waited < 7_000, "Available " + waited + " ms after Preparing");
        assertEquals(List.of("Preparing", "Available"), station.wire().statuses(1));
        // Forgotten: the cable alone starts nothing.
        station.occupied(1);
        station.wire().never(call("StartTransaction"), Duration.ofSeconds(2));
    }

    @Case("Remote stop")
    void TC_012_CS(StationUnderTest station) {
        int transaction = station.charging(1, T1);
        Entry stop = station.remoteStop(transaction);
        assertEquals("Remote", stop.text("reason"));
        assertTrue(stop.payload().path("idTag").isMissingNode(), "nobody's tag stopped it: " + stop);
        Entry accepted = station.wire().expect(answer("RemoteStopTransaction"));
        Entry finishing = station.wire().expect(status(1, "Finishing"));
        station.wire().inOrder(accepted, stop);
        station.wire().inOrder(accepted, finishing);
        assertEquals(
                List.of("Preparing", "Charging", "Finishing"), station.wire().statuses(1));
    }
}
