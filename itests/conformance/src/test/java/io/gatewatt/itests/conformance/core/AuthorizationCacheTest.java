// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.itests.conformance.core;

import static io.gatewatt.itests.conformance.kit.StationUnderTest.T1;
import static io.gatewatt.itests.conformance.kit.Step.call;
import static io.gatewatt.itests.conformance.kit.Step.status;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gatewatt.itests.conformance.kit.Case;
import io.gatewatt.itests.conformance.kit.Entry;
import io.gatewatt.itests.conformance.kit.Functionality;
import io.gatewatt.itests.conformance.kit.StationUnderTest;
import io.gatewatt.itests.conformance.kit.Step;
import java.util.List;

/** Conformance catalogue A4. */
@Functionality("A4 Authorization cache")
class AuthorizationCacheTest {

    private static final Step START =
            call("StartTransaction").with("connectorId", 1).with("idTag", T1);

    private static void preAuthorizes(StationUnderTest station) {
        station.configure("AuthorizationCacheEnabled", true);
        station.configure("LocalPreAuthorize", true);
        station.configure("AuthorizeRemoteTxRequests", true);
    }

    /** The tag is in the cache, the station idle; what led there is over. */
    private static void cached(StationUnderTest station) {
        preAuthorizes(station);
        station.cached(1, T1);
        station.wire().begin();
    }

    private static void startedWithoutAsking(StationUnderTest station) {
        station.wire().expect(START);
        station.wire().expect(status(1, "Charging"));
        assertEquals(List.of(), station.wire().all(call("Authorize")));
        assertEquals(List.of("Preparing", "Charging"), station.wire().statuses(1));
    }

    @Case("Start with a cached tag")
    void TC_007_CS(StationUnderTest station) {
        cached(station);
        station.charging(1, T1);
        assertEquals(List.of(), station.wire().all(call("Authorize")));
        assertEquals(List.of("Preparing", "Charging"), station.wire().statuses(1));
    }

    @Case("Start with a cached tag, identification first")
    void TC_007_1_CS(StationUnderTest station) {
        cached(station);
        station.bench().present(T1);
        station.wire().expect(status(1, "Preparing"));
        station.bench().plug(1);
        startedWithoutAsking(station);
    }

    @Case("Start with a cached tag, remote start first")
    void TC_007_2_CS(StationUnderTest station) {
        cached(station);
        station.remoteStart(1, T1);
        station.wire().expect(status(1, "Preparing"));
        station.bench().plug(1);
        startedWithoutAsking(station);
    }

    @Case("Clear cache, the authorization timed out")
    void TC_061_CS(StationUnderTest station) {
        preAuthorizes(station);
        station.configure("ConnectionTimeOut", 2);
        station.authorized(1, T1);
        station.wire().expect(status(1, "Available"));
        clearedThenAsked(station);
    }

    @Case("Clear cache, the authorization was taken back")
    void TC_061_1_CS(StationUnderTest station) {
        preAuthorizes(station);
        station.authorized(1, T1);
        station.bench().present(T1);
        station.wire().expect(status(1, "Available"));
        assertEquals(1, station.wire().all(call("Authorize")).size());
        clearedThenAsked(station);
    }

    private static void clearedThenAsked(StationUnderTest station) {
        station.call("ClearCache", "{}", "Accepted");
        Entry cleared = station.asked("ClearCache");
        station.bench().present(T1);
        Entry authorize = station.wire().expect(call("Authorize").with("idTag", T1));
        station.wire().inOrder(cleared, authorize);
        station.wire().expect(status(1, "Preparing"));
        assertEquals(
                List.of("Preparing", "Available", "Preparing"), station.wire().statuses(1));
    }

    @Case("Clear cache, remote start")
    void TC_061_2_CS(StationUnderTest station) {
        preAuthorizes(station);
        station.configure("ConnectionTimeOut", 2);
        station.remoteStart(1, T1);
        station.wire().expect(call("Authorize").with("idTag", T1));
        station.wire().expect(status(1, "Preparing"));
        station.wire().expect(status(1, "Available"));
        station.call("ClearCache", "{}", "Accepted");
        Entry asked = station.remoteStart(1, T1);
        Entry authorize = station.wire().expect(call("Authorize").with("idTag", T1));
        station.wire().inOrder(asked, authorize);
        station.wire().expect(status(1, "Preparing"));
        assertEquals(
                List.of("Preparing", "Available", "Preparing"), station.wire().statuses(1));
    }
}
