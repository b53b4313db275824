// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.itests.conformance.core;

import static io.gatewatt.itests.conformance.core.Tags.AUTHORIZE;
import static io.gatewatt.itests.conformance.core.Tags.OTHER;
import static io.gatewatt.itests.conformance.core.Tags.START;
import static io.gatewatt.itests.conformance.core.Tags.STOP;
import static io.gatewatt.itests.conformance.core.Tags.WHILE;
import static io.gatewatt.itests.conformance.core.Tags.authorizeAnswers;
import static io.gatewatt.itests.conformance.core.Tags.expiry;
import static io.gatewatt.itests.conformance.core.Tags.info;
import static io.gatewatt.itests.conformance.core.Tags.known;
import static io.gatewatt.itests.conformance.core.Tags.parent;
import static io.gatewatt.itests.conformance.core.Tags.preAuthorizes;
import static io.gatewatt.itests.conformance.core.Tags.refused;
import static io.gatewatt.itests.conformance.core.Tags.start;
import static io.gatewatt.itests.conformance.core.Tags.startAnswers;
import static io.gatewatt.itests.conformance.kit.StationUnderTest.T1;
import static io.gatewatt.itests.conformance.kit.StationUnderTest.T2;
import static io.gatewatt.itests.conformance.kit.Step.status;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatewatt.itests.conformance.kit.Case;
import io.gatewatt.itests.conformance.kit.Entry;
import io.gatewatt.itests.conformance.kit.Functionality;
import io.gatewatt.itests.conformance.kit.StationUnderTest;
import io.gatewatt.itests.conformance.kit.Step;
import java.time.Duration;
import java.time.Instant;

/** Conformance catalogue B5: what is remembered of tags, as far as it needs no local list. */
@Functionality("B5 Authorization and list")
class CachedTagsTest {

    @Case("A tag cached as not valid is asked for again online")
    void X_A_03(StationUnderTest station) {
        preAuthorizes(station);
        known(station, T1, info("Blocked"));
        station.bench().present(T1);
        station.wire().expect(AUTHORIZE.with("idTag", T1));
        station.wire().expect(status(1, "Preparing"));
    }

    @Case("A tag cached as not valid is refused offline, also where unknown tags may charge")
    void X_A_03_1(StationUnderTest station) {
        station.configure("AllowOfflineTxForUnknownId", true);
        known(station, T1, info("Blocked"));
        station.bench().plug(1);
        station.wire().expect(status(1, "Preparing"));
        station.networkDown();
        refused(station, T1, "the tag was last known as Blocked");
        station.bench().present(OTHER);
        station.networkUp();
        assertEquals(OTHER, station.wire().expect(START).text("idTag"));
        station.wire().never(START, WHILE);
    }

    @Case("A cached tag past its expiry date is asked for online and refused offline")
    void X_A_04(StationUnderTest station) {
        preAuthorizes(station);
        known(station, T1, info("Accepted", expiry(Duration.ofHours(1))));
        station.bench().present(T1);
        station.wire().expect(status(1, "Preparing"));
        station.wire().none(AUTHORIZE);
        station.bench().present(T1);
        station.wire().expect(status(1, "Available"));
        itIsLater(station, Duration.ofSeconds(3700));
        authorizeAnswers(station, info("Expired"));
        station.bench().present(T1);
        station.wire().expect(AUTHORIZE.with("idTag", T1));
        station.wire().never(status(1, "Preparing"), WHILE);
        station.bench().plug(1);
        station.networkDown();
        refused(station, T1, "the tag was last known as Expired");
        station.networkUp();
        station.wire().expect(status(1, "Preparing"));
        station.wire().never(START, WHILE);
        itIsLater(station, Duration.ZERO);
    }

    /** The central system tells the time; when the second Heartbeat comes the station has heard the answer to the first. */
    private static void itIsLater(StationUnderTest station, Duration by) {
        station.csms()
                .answer("Heartbeat", p -> "{\"currentTime\":\"" + Instant.now().plus(by) + "\"}");
        Instant now = Instant.now();
        Step heartbeat = new Step(
                "Heartbeat from now on", e -> e.isCall() && e.action().equals("Heartbeat") && e.at().isAfter(now));
        station.configure("HeartbeatInterval", 1);
        station.wire().expect(heartbeat);
        station.wire().expect(heartbeat);
    }

    @Case("A full cache forgets the not valid tags first, then the oldest")
    void X_A_05(StationUnderTest station) {
        int capacity = 1000;
        preAuthorizes(station);
        // Both connectors charge for a group: other cards are asked for, in case they belong to it, and nothing else
        // comes of them.
        startAnswers(station, "\"status\":\"Accepted\"," + parent("P"));
        station.charging(1, T1);
        station.charging(2, T2);
        station.csms().answer("Authorize", p -> info(p.path("idTag").asText().equals("C500") ? "Blocked" : "Accepted"));
        for (int i = 0; i < capacity - 2; i++) {
            asked(station, "C" + i);
        }
        asked(station, "NEW1");
        notAsked(station, "C0");
        // The one that was not valid has gone: it is learnt anew. T1, T2 and C0 were the oldest, in this order.
        authorizeAnswers(station, info("Accepted"));
        asked(station, "C500");
        asked(station, "NEW2");
        notAsked(station, "C0");
        asked(station, "NEW3");
        asked(station, "C0");
    }

    private static void asked(StationUnderTest station, String idTag) {
        station.bench().present(idTag);
        station.wire().expect(AUTHORIZE.with("idTag", idTag));
    }

    private static void notAsked(StationUnderTest station, String idTag) {
        station.bench().present(idTag);
        station.wire().never(AUTHORIZE.with("idTag", idTag), Duration.ofMillis(500));
    }

    @Case("Tags that differ in case only are one, and go over the wire as they were shown")
    void X_A_09(StationUnderTest station) {
        preAuthorizes(station);
        station.bench().plug(1);
        station.bench().present("aB cD");
        station.wire().expect(AUTHORIZE.with("idTag", "aB cD"));
        station.wire().expect(start(1, "aB cD"));
        station.wire().expect(status(1, "Charging"));
        station.bench().present("Ab Cd");
        station.wire().expect(STOP.with("idTag", "Ab Cd"));
        station.wire().expect(status(1, "Finishing"));
        station.unplugged(1);
        station.bench().present("AB CD");
        station.wire().expect(status(1, "Preparing"));
        station.wire().none(AUTHORIZE);
    }

    @Case("Cache and availability survive a power cut")
    void X_A_15(StationUnderTest station) {
        preAuthorizes(station);
        known(station, T1, info("Accepted"));
        station.unavailable(2);
        station.powerCycle();
        station.wire().expect(status(2, "Unavailable"));
        station.wire().expect(status(1, "Available"));
        station.bench().present(T1);
        station.wire().expect(status(1, "Preparing"));
        station.wire().none(AUTHORIZE);
        station.bench().plug(1);
        station.wire().expect(start(1, T1));
    }

    @Case("Clear cache is rejected while the cache is switched off; what it held is kept, unused")
    void X_A_16(StationUnderTest station) {
        preAuthorizes(station);
        known(station, T1, info("Accepted"));
        station.configure("AuthorizationCacheEnabled", false);
        station.call("ClearCache", "{}", "Rejected");
        known(station, T1, info("Accepted"));
        known(station, T2, info("Accepted"));
        station.configure("AuthorizationCacheEnabled", true);
        station.bench().present(T1);
        station.wire().expect(status(1, "Preparing"));
        station.wire().none(AUTHORIZE);
        station.bench().present(T1);
        station.wire().expect(status(1, "Available"));
        station.bench().present(T2);
        station.wire().expect(AUTHORIZE.with("idTag", T2));
    }

    @Case("The cache learns from the confirmation of a start, valid or not")
    void X_A_21(StationUnderTest station) {
        preAuthorizes(station);
        station.configure("AuthorizeRemoteTxRequests", false);
        station.charging(1, T1);
        station.wire().none(AUTHORIZE);
        station.bench().present(T1);
        station.wire().expect(STOP);
        station.wire().expect(status(1, "Finishing"));
        station.unplugged(1);
        station.bench().present(T1);
        station.wire().expect(status(1, "Preparing"));
        station.wire().none(AUTHORIZE);
        startAnswers(station, "\"status\":\"Invalid\"");
        station.bench().plug(1);
        station.wire().expect(start(1, T1));
        assertEquals("DeAuthorized", station.wire().expect(STOP).text("reason"));
        station.wire().expect(status(1, "Finishing"));
        station.bench().present(T1);
        station.unplugged(1);
        station.wire().none(AUTHORIZE);
        station.bench().present(T1);
        station.wire().expect(AUTHORIZE.with("idTag", T1));
    }

    @Case("The cache learns from the confirmation of a stop")
    void X_A_22(StationUnderTest station) {
        preAuthorizes(station);
        station.csms().answer("StopTransaction", p -> info("Blocked"));
        station.charging(1, T1);
        station.bench().present(T1);
        station.wire().expect(STOP.with("idTag", T1));
        station.wire().expect(status(1, "Finishing"));
        station.unplugged(1);
        station.wire().begin();
        station.bench().present(T1);
        station.wire().expect(AUTHORIZE.with("idTag", T1));
    }

    @Case("An expiry date in the past and a parent in the confirmation of a start are remembered")
    void X_T_18(StationUnderTest station) {
        preAuthorizes(station);
        station.configure("AuthorizeRemoteTxRequests", false);
        startAnswers(station, "\"status\":\"Accepted\"," + expiry(Duration.ofHours(-1)) + "," + parent("P"));
        authorizeAnswers(station, info("Accepted", parent("p")));
        int first = station.charging(1, T1);
        station.charging(2, OTHER);
        station.bench().present(T2);
        station.wire().expect(AUTHORIZE.with("idTag", T2));
        Entry stop = station.wire().expect(STOP);
        assertEquals(first, stop.payload().path("transactionId").asInt());
        assertEquals(T2, stop.text("idTag"));
        assertTrue(stop.text("reason").isEmpty() || stop.text("reason").equals("Local"), stop.toString());
        station.wire().expect(status(1, "Finishing"));
        station.unplugged(1);
        station.bench().present(T1);
        station.wire().expect(AUTHORIZE.with("idTag", T1));
    }
}
