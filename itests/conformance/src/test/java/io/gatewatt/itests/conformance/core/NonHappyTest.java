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

/** Conformance catalogue A10, with sockets. */
@Functionality("A10 Non-happy: authorization, lock, remote")
class NonHappyTest {

    private static final String TX = "04BAD001";
    private static final Duration QUIET = Duration.ofMillis(1_500);

    private static void refuse(StationUnderTest station, String status) {
        station.configure("LocalPreAuthorize", true);
        station.configure("AuthorizeRemoteTxRequests", true);
        station.csms().answer("Authorize", p -> "{\"idTagInfo\":{\"status\":\"" + status + "\"}}");
    }

    private static void cableFirst(StationUnderTest station, String answer) {
        refuse(station, answer);
        station.configure("MinimumStatusDuration", 2);
        station.bench().plug(1);
        Entry preparing = station.wire().expect(status(1, "Preparing"));
        station.bench().present(TX);
        Entry authorize = station.wire().expect(call("Authorize").with("idTag", TX));
        station.wire().inOrder(preparing, authorize);
        station.wire().never(call("StartTransaction"), QUIET);
        // What was refused once is asked for again.
        station.bench().present(TX);
        station.wire().expect(call("Authorize").with("idTag", TX));
        station.wire().never(call("StartTransaction"), QUIET);
        assertEquals(List.of("Preparing"), station.wire().statuses(1));
    }

    @Case("Authorize answered Invalid, cable first")
    void TC_023_CS(StationUnderTest station) {
        cableFirst(station, "Invalid");
    }

    @Case("Authorize answered Expired, cable first")
    void X_N_03(StationUnderTest station) {
        cableFirst(station, "Expired");
    }

    @Case("Authorize answered Blocked, cable first")
    void X_N_04(StationUnderTest station) {
        cableFirst(station, "Blocked");
    }

    @Case("Authorize answered ConcurrentTx, cable first")
    void X_N_05(StationUnderTest station) {
        cableFirst(station, "ConcurrentTx");
    }

    @Case("Authorize answered Invalid, identification first")
    void TC_023_4_CS(StationUnderTest station) {
        refuse(station, "Invalid");
        station.bench().present(TX);
        station.wire().expect(call("Authorize").with("idTag", TX));
        station.wire().never(call("StatusNotification"), QUIET);
        station.occupied(1);
        station.wire().never(call("StartTransaction"), QUIET);
        assertEquals(List.of("Preparing"), station.wire().statuses(1));
        assertEquals(List.of(), station.wire().statuses(2));
    }

    @Case("Authorize answered Invalid, remote start")
    void TC_023_5_CS(StationUnderTest station) {
        refuse(station, "Invalid");
        station.occupied(1);
        station.remoteStart(1, TX);
        Entry accepted = station.wire().expect(answer("RemoteStartTransaction"));
        station.wire().inOrder(accepted, station.wire().expect(call("Authorize").with("idTag", TX)));
        station.wire().never(call("StartTransaction"), QUIET);
        assertEquals(List.of("Preparing"), station.wire().statuses(1));
    }

    private static void lockFailure(StationUnderTest station, Runnable stimulus) {
        boolean authorize = station.key("AuthorizeRemoteTxRequests").equals("true");
        station.remoteStart(1, T1);
        if (authorize) {
            station.wire().expect(call("Authorize").with("idTag", T1));
        }
        station.wire().expect(status(1, "Preparing"));
        stimulus.run();
        station.wire().expect(status(1, "Faulted").with("errorCode", "ConnectorLockFailure"));
        station.wire().never(call("StartTransaction"), QUIET);
        assertEquals(List.of("Preparing", "Faulted"), station.wire().statuses(1));
        station.unplugged(1);
    }

    @Case("Lock failure at the start: the plug is not all the way in")
    void TC_024_CS(StationUnderTest station) {
        lockFailure(station, () -> station.bench().plug(1, "half"));
    }

    @Case("Lock failure at the start: the bolt does not move")
    void X_N_06(StationUnderTest station) {
        station.bench().lock(1, "lock-fails");
        lockFailure(station, () -> station.bench().plug(1));
    }

    @Case("Remote start on a busy connector")
    void TC_026_CS(StationUnderTest station) {
        station.configure("LocalPreAuthorize", false);
        int transaction = station.charging(1, T1);
        station.call("RemoteStartTransaction", "{\"connectorId\":1,\"idTag\":\"" + T1 + "\"}", "Rejected");
        station.call("RemoteStartTransaction", "{\"connectorId\":1,\"idTag\":\"" + TX + "\"}", "Rejected");
        station.wire().never(call("StopTransaction"), QUIET);
        assertEquals(List.of("Preparing", "Charging"), station.wire().statuses(1));
        assertEquals(1, station.wire().all(call("StartTransaction")).size());
        station.remoteStop(transaction);
    }

    @Case("Remote start with connectorId 0")
    void TC_027_CS(StationUnderTest station) {
        station.occupied(1);
        station.call("RemoteStartTransaction", "{\"connectorId\":0,\"idTag\":\"" + T1 + "\"}", "Rejected");
        station.wire().never(call("StartTransaction"), QUIET);
        station.wire().none(call("Authorize"));
        station.call(
                "RemoteStartTransaction",
                "{\"connectorId\":" + (StationUnderTest.CONNECTORS + 1) + ",\"idTag\":\"" + T1 + "\"}",
                "Rejected");
    }

    @Case("Remote stop with an unknown transaction")
    void TC_028_CS(StationUnderTest station) {
        int transaction = station.charging(1, T1);
        station.call("RemoteStopTransaction", "{\"transactionId\":" + (transaction + 1_000) + "}", "Rejected");
        station.call("RemoteStopTransaction", "{\"transactionId\":-1}", "Rejected");
        station.wire().never(call("StopTransaction"), QUIET);
        assertEquals(List.of("Preparing", "Charging"), station.wire().statuses(1));
        assertTrue(
                station.bench()
                        .state()
                        .path("connectors")
                        .path(0)
                        .path("contactor")
                        .asBoolean(),
                "it goes on");
        station.remoteStop(transaction);
        // Over: its number is unknown from now on.
        station.call("RemoteStopTransaction", "{\"transactionId\":" + transaction + "}", "Rejected");
    }
}
