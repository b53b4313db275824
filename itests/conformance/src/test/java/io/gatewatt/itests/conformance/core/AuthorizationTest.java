// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.itests.conformance.core;

import static io.gatewatt.itests.conformance.core.Tags.AUTHORIZE;
import static io.gatewatt.itests.conformance.core.Tags.OTHER;
import static io.gatewatt.itests.conformance.core.Tags.START;
import static io.gatewatt.itests.conformance.core.Tags.STOP;
import static io.gatewatt.itests.conformance.core.Tags.WHILE;
import static io.gatewatt.itests.conformance.core.Tags.authorizeAnswers;
import static io.gatewatt.itests.conformance.core.Tags.info;
import static io.gatewatt.itests.conformance.core.Tags.known;
import static io.gatewatt.itests.conformance.core.Tags.parent;
import static io.gatewatt.itests.conformance.core.Tags.preAuthorizes;
import static io.gatewatt.itests.conformance.core.Tags.refused;
import static io.gatewatt.itests.conformance.core.Tags.start;
import static io.gatewatt.itests.conformance.core.Tags.startAnswers;
import static io.gatewatt.itests.conformance.kit.StationUnderTest.T1;
import static io.gatewatt.itests.conformance.kit.StationUnderTest.T2;
import static io.gatewatt.itests.conformance.kit.Step.answer;
import static io.gatewatt.itests.conformance.kit.Step.status;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatewatt.itests.conformance.kit.Case;
import io.gatewatt.itests.conformance.kit.Entry;
import io.gatewatt.itests.conformance.kit.Functionality;
import io.gatewatt.itests.conformance.kit.StationUnderTest;
import java.util.List;

/** Conformance catalogue B5: who may start and stop, and where; and our own cases of rules 33 to 41 from X-A-21 on. */
@Functionality("B5 Authorization and list")
class AuthorizationTest {

    private static String remoteStart(String idTag) {
        return "{\"idTag\":\"" + idTag + "\"}";
    }

    private static String remoteStart(int connector, String idTag) {
        return "{\"connectorId\":" + connector + ",\"idTag\":\"" + idTag + "\"}";
    }

    // ---------------------------------------------------------------- remote start

    @Case("Remote start without a connector takes the plugged one, then the free one, then none")
    void X_A_01(StationUnderTest station) {
        station.occupied(2);
        station.call("RemoteStartTransaction", remoteStart(T1), "Accepted");
        station.wire().expect(start(2, T1));
        station.wire().expect(status(2, "Charging"));
        station.call("RemoteStartTransaction", remoteStart(T2), "Accepted");
        station.wire().expect(status(1, "Preparing"));
        station.call("RemoteStartTransaction", remoteStart(OTHER), "Rejected");
        station.bench().plug(1);
        station.wire().expect(start(1, T2));
        station.wire().expect(status(1, "Charging"));
        station.call("RemoteStartTransaction", remoteStart(OTHER), "Rejected");
        assertEquals(2, station.wire().all(START).size());
    }

    @Case("A second remote start on the same connector is rejected")
    void X_A_02(StationUnderTest station) {
        station.remoteStart(1, T1);
        station.call("RemoteStartTransaction", remoteStart(1, T2), "Rejected");
        station.wire().expect(status(1, "Preparing"));
        station.call("RemoteStartTransaction", remoteStart(1, T2), "Rejected");
        station.bench().plug(1);
        station.wire().expect(start(1, T1));
        station.wire().never(START, WHILE);
    }

    // ---------------------------------------------------------------- offline

    @Case("Offline a cached tag charges without asking, whatever LocalPreAuthorize says")
    void X_A_23(StationUnderTest station) {
        known(station, T1, info("Accepted"));
        station.networkDown();
        station.bench().plug(1);
        station.bench().present(T1);
        station.networkUp();
        station.wire().expect(start(1, T1));
        station.wire().none(AUTHORIZE);
    }

    @Case("Offline nobody starts while LocalAuthorizeOffline is false")
    void X_A_24(StationUnderTest station) {
        station.configure("LocalAuthorizeOffline", false);
        station.configure("AllowOfflineTxForUnknownId", true);
        known(station, T1, info("Accepted"));
        station.networkDown();
        station.bench().plug(1);
        refused(station, T1, "LocalAuthorizeOffline is false");
        refused(station, OTHER, "LocalAuthorizeOffline is false");
        station.networkUp();
        station.wire().expect(status(1, "Preparing"));
        station.wire().never(START, WHILE);
    }

    @Case("An Authorize that is never answered counts as offline")
    void X_A_25(StationUnderTest station) {
        known(station, T1, info("Accepted"));
        station.configure("MessageTimeout", 2);
        station.csms().answer("Authorize", p -> null);
        station.occupied(1);
        station.bench().present(T1);
        Entry asked = station.wire().expect(AUTHORIZE.with("idTag", T1));
        Entry start = station.wire().expect(start(1, T1));
        assertTrue(start.since(asked).toMillis() >= 2_000, "started after " + start.since(asked));
    }

    // ---------------------------------------------------------------- stop by the group

    @Case("A group learnt from Authorize lets another of its tags stop, and only that")
    void X_A_26(StationUnderTest station) {
        authorizeAnswers(station, info("Accepted", parent("P")));
        station.occupied(1);
        station.bench().present(T1);
        station.wire().expect(start(1, T1));
        station.wire().expect(status(1, "Charging"));
        authorizeAnswers(station, info("Accepted", parent("Q")));
        station.charging(2, OTHER);
        // The parent itself is no tag of the group: parents are compared with parents.
        authorizeAnswers(station, info("Accepted"));
        station.bench().present("P");
        station.wire().expect(AUTHORIZE.with("idTag", "P"));
        station.wire().never(STOP, WHILE);
        authorizeAnswers(station, info("Accepted", parent("P")));
        station.bench().present(T2);
        station.wire().expect(AUTHORIZE.with("idTag", T2));
        assertEquals(T2, station.wire().expect(STOP).text("idTag"));
        station.wire().expect(status(1, "Finishing"));
        station.wire().none(status(2, "Finishing"));
    }

    @Case(
            "A group known from the cache lets another of its tags stop: with LocalPreAuthorize without asking, and offline")
    void X_A_27(StationUnderTest station) {
        preAuthorizes(station);
        station.configure("AuthorizeRemoteTxRequests", false);
        known(station, T1, info("Accepted", parent("P")));
        known(station, T2, info("Accepted", parent("P")));
        // Nobody is asked for the tags of these starts, and the confirmations name no parent.
        int first = station.charging(1, T1);
        station.charging(2, OTHER);
        station.bench().present(T2);
        Entry stop = station.wire().expect(STOP);
        assertEquals(first, stop.payload().path("transactionId").asInt());
        assertEquals(T2, stop.text("idTag"));
        station.wire().expect(status(1, "Finishing"));
        station.unplugged(1);
        station.wire().none(AUTHORIZE);
        station.configure("LocalPreAuthorize", false);
        known(station, T1, info("Accepted", parent("P")));
        int second = station.charging(1, T1);
        station.networkDown();
        station.bench().present(T2);
        station.networkUp();
        stop = station.wire().expect(STOP);
        assertEquals(second, stop.payload().path("transactionId").asInt());
        assertEquals(T2, stop.text("idTag"));
        station.wire().none(AUTHORIZE);
    }

    @Case("A tag that is refused stops nothing, whatever its group")
    void X_A_28(StationUnderTest station) {
        startAnswers(station, "\"status\":\"Accepted\"," + parent("P"));
        station.charging(1, T1);
        station.charging(2, OTHER);
        authorizeAnswers(station, info("Blocked", parent("P")));
        station.bench().present(T2);
        station.wire().expect(AUTHORIZE.with("idTag", T2));
        station.wire().never(STOP, WHILE);
    }

    // ---------------------------------------------------------------- one reader, starts at once

    @Case("Two remote starts at once for two connectors both start")
    void X_A_29(StationUnderTest station) {
        station.occupied(1);
        station.occupied(2);
        station.csms().send("[2,\"both1\",\"RemoteStartTransaction\"," + remoteStart(1, T1) + "]");
        station.csms().send("[2,\"both2\",\"RemoteStartTransaction\"," + remoteStart(2, T2) + "]");
        station.wire().expect(answer("RemoteStartTransaction").with("status", "Accepted"));
        station.wire().expect(answer("RemoteStartTransaction").with("status", "Accepted"));
        Entry first = station.wire().expect(start(1, T1));
        Entry second = station.wire().expect(start(2, T2));
        station.wire().expect(status(1, "Charging"));
        station.wire().expect(status(2, "Charging"));
        assertNotEquals(station.transaction(first), station.transaction(second));
    }

    @Case("Remote starts at once without a connector: what is accepted has a connector of its own")
    void X_A_30(StationUnderTest station) {
        station.occupied(1);
        station.occupied(2);
        station.csms().send("[2,\"any1\",\"RemoteStartTransaction\"," + remoteStart(T1) + "]");
        station.csms().send("[2,\"any2\",\"RemoteStartTransaction\"," + remoteStart(T2) + "]");
        station.csms().send("[2,\"any3\",\"RemoteStartTransaction\"," + remoteStart(OTHER) + "]");
        station.wire().expect(answer("RemoteStartTransaction").with("status", "Accepted"));
        station.wire().expect(answer("RemoteStartTransaction").with("status", "Accepted"));
        station.wire().expect(answer("RemoteStartTransaction").with("status", "Rejected"));
        Entry first = station.wire().expect(START);
        Entry second = station.wire().expect(START);
        assertNotEquals(first.text("connectorId"), second.text("connectorId"));
        assertNotEquals(first.text("idTag"), second.text("idTag"));
        station.wire().never(START, WHILE);
    }

    @Case("Remote starts at once for one connector: one is accepted and starts")
    void X_A_31(StationUnderTest station) {
        station.occupied(1);
        station.csms().send("[2,\"one1\",\"RemoteStartTransaction\"," + remoteStart(1, T1) + "]");
        station.csms().send("[2,\"one2\",\"RemoteStartTransaction\"," + remoteStart(1, T2) + "]");
        station.wire().expect(answer("RemoteStartTransaction").with("status", "Accepted"));
        station.wire().expect(answer("RemoteStartTransaction").with("status", "Rejected"));
        station.wire().expect(start(1, T1));
        station.wire().never(START, WHILE);
    }

    @Case("A card and a remote start at once: each gets a connector, nobody gets two")
    void X_A_32(StationUnderTest station) {
        station.bench().present(T1);
        station.call("RemoteStartTransaction", remoteStart(T2), "Accepted");
        station.wire().expect(status(1, "Preparing"));
        station.wire().expect(status(2, "Preparing"));
        station.bench().plug(1);
        station.bench().plug(2);
        Entry first = station.wire().expect(START);
        Entry second = station.wire().expect(START);
        assertNotEquals(first.text("connectorId"), second.text("connectorId"));
        assertNotEquals(first.text("idTag"), second.text("idTag"));
        station.wire().never(START, WHILE);
    }

    @Case("While the card at a plugged connector is being asked for, a remote start there is rejected")
    void X_A_33(StationUnderTest station) {
        station.occupied(1);
        station.csms().answer("Authorize", p -> null);
        station.configure("MessageTimeout", 2);
        station.configure("AllowOfflineTxForUnknownId", true);
        station.bench().present(T1);
        station.wire().expect(AUTHORIZE.with("idTag", T1));
        station.call("RemoteStartTransaction", remoteStart(1, T2), "Rejected");
        station.wire().expect(start(1, T1));
        station.wire().never(START, WHILE);
    }

    @Case("The same card shown over and over is one wish")
    void X_A_34(StationUnderTest station) {
        station.occupied(1);
        station.csms().answer("Authorize", p -> null);
        station.configure("MessageTimeout", 2);
        station.configure("AllowOfflineTxForUnknownId", true);
        for (int i = 0; i < 5; i++) {
            station.bench().present(T1);
        }
        station.wire().expect(AUTHORIZE.with("idTag", T1));
        station.wire().expect(start(1, T1));
        station.wire().never(AUTHORIZE, WHILE);
        station.wire().none(START);
        station.wire().none(STOP);
    }

    @Case("A card on Finishing starts at most a new transaction")
    void X_A_35(StationUnderTest station) {
        station.charging(1, T1);
        station.bench().present(T1);
        station.wire().expect(STOP);
        station.wire().expect(status(1, "Finishing"));
        station.bench().present(T1);
        station.wire().expect(start(1, T1));
        station.wire().expect(status(1, "Charging"));
        station.wire().never(STOP, WHILE);
        assertEquals(
                List.of("Preparing", "Charging", "Finishing", "Preparing", "Charging"),
                station.wire().statuses(1));
    }

    @Case("One reader, two connectors: each card stops its own transaction and starts at the plugged connector")
    void X_A_36(StationUnderTest station) {
        station.occupied(2);
        station.bench().present(T1);
        int second = station.transaction(station.wire().expect(start(2, T1)));
        station.wire().expect(status(2, "Charging"));
        station.occupied(1);
        station.bench().present(T2);
        int first = station.transaction(station.wire().expect(start(1, T2)));
        station.wire().expect(status(1, "Charging"));
        station.bench().present(T1);
        station.wire().expect(STOP.with("transactionId", second).with("idTag", T1));
        station.bench().present(T2);
        station.wire().expect(STOP.with("transactionId", first).with("idTag", T2));
    }

    @Case("A card shown first follows to the connector that is plugged")
    void X_A_37(StationUnderTest station) {
        station.authorized(1, T1);
        station.bench().plug(2);
        station.wire().expect(start(2, T1));
        station.wire().expect(status(1, "Available"));
        station.wire().expect(status(2, "Charging"));
        station.bench().plug(1);
        station.wire().expect(status(1, "Preparing"));
        station.wire().never(START, WHILE);
    }

    @Case("An empty parent is none")
    void X_A_38(StationUnderTest station) {
        authorizeAnswers(station, info("Accepted", parent("")));
        startAnswers(station, "\"status\":\"Accepted\"," + parent(""));
        station.charging(1, T1);
        station.charging(2, T2);
        int asked = station.wire().all(AUTHORIZE).size();
        station.bench().present(OTHER);
        station.wire().never(STOP, WHILE);
        assertEquals(asked, station.wire().all(AUTHORIZE).size());
    }
}
