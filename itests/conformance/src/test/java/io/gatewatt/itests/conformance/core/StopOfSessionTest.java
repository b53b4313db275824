// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.itests.conformance.core;

import static io.gatewatt.itests.conformance.kit.StationUnderTest.T1;
import static io.gatewatt.itests.conformance.kit.StationUnderTest.T2;
import static io.gatewatt.itests.conformance.kit.Step.answer;
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
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.awaitility.Awaitility;

/** Conformance catalogue A3, with sockets. */
@Functionality("A3 Stop of a session")
class StopOfSessionTest {

    private static final Duration QUIET = Duration.ofMillis(1_500);

    /** As the laboratory sets them for the cases 005. */
    private static void evSideRules(StationUnderTest station, boolean stop, boolean unlock) {
        station.configure("MinimumStatusDuration", 0);
        station.configure("StopTransactionOnEVSideDisconnect", stop);
        station.configure("UnlockConnectorOnEVSideDisconnect", unlock);
    }

    private static Entry stopped(StationUnderTest station, int transaction, String reason) {
        Entry stop = station.wire()
                .expect(call("StopTransaction")
                        .with("transactionId", transaction)
                        .with("reason", reason));
        assertTrue(stop.payload().path("meterStop").isIntegralNumber(), stop.toString());
        return stop;
    }

    private static String accepted(String group) {
        return "{\"idTagInfo\":{\"status\":\"Accepted\",\"parentIdTag\":\"" + group + "\"}}";
    }

    private static boolean bolted(StationUnderTest station) {
        return station.bench()
                .state()
                .path("connectors")
                .path(0)
                .path("lock")
                .path("locked")
                .asBoolean();
    }

    @Case("Stop with the tag that started it")
    void TC_068_CS(StationUnderTest station) {
        // One reader serves both: the other connector is occupied, by somebody else's transaction.
        station.charging(2, "04FFEE01");
        int transaction = station.charging(1, T1);
        int asked = station.wire().all(call("Authorize")).size();
        station.bench().present(T2);
        station.wire().never(call("StopTransaction"), QUIET);
        station.bench().present(T1);
        Entry stop = stopped(station, transaction, "Local");
        assertEquals(T1, stop.text("idTag"));
        station.wire().expect(status(1, "Finishing"));
        assertEquals(asked, station.wire().all(call("Authorize")).size(), "no Authorize for a stop");
        assertEquals(
                List.of("Preparing", "Charging", "Finishing"), station.wire().statuses(1));
        assertEquals(List.of("Preparing", "Charging"), station.wire().statuses(2));
    }

    @Case("Stop with another tag of the same group")
    void TC_069_CS(StationUnderTest station) {
        // Each tag in a group of its own, but T1 and T2 in one.
        station.csms()
                .answer(
                        "Authorize",
                        p -> accepted(
                                List.of(T1, T2).contains(p.path("idTag").asText())
                                        ? "P1"
                                        : p.path("idTag").asText().substring(4)));
        station.charging(2, "04FFEE01");
        int transaction = station.charging(1, T1);
        // Of another group.
        station.bench().present("04FFEE02");
        station.wire().expect(call("Authorize").with("idTag", "04FFEE02"));
        station.wire().never(call("StopTransaction"), QUIET);
        groupStops(station, transaction);
    }

    @Case("Stop with another tag of the same group, the group learnt from StartTransaction.conf")
    void X_E_07(StationUnderTest station) {
        station.configure("AuthorizeRemoteTxRequests", false);
        station.csms()
                .answer("StartTransaction", p -> "{\"transactionId\":4711,\"idTagInfo\":{\"status\":\"Accepted\"}}");
        station.charging(2, "04FFEE01");
        station.csms()
                .answer(
                        "StartTransaction",
                        p -> "{\"transactionId\":4712,\"idTagInfo\":{\"status\":\"Accepted\",\"parentIdTag\":\"P1\"}}");
        int transaction = station.charging(1, T1);
        station.wire().none(call("Authorize"));
        station.csms().answer("Authorize", p -> accepted("P1"));
        groupStops(station, transaction);
    }

    private static void groupStops(StationUnderTest station, int transaction) {
        station.bench().present(T2);
        Entry authorize = station.wire().expect(call("Authorize").with("idTag", T2));
        Entry stop = stopped(station, transaction, "Local");
        assertEquals(T2, stop.text("idTag"), "the stopping tag");
        station.wire().inOrder(authorize, stop);
        station.wire().expect(status(1, "Finishing"));
        assertEquals(
                List.of("Preparing", "Charging", "Finishing"), station.wire().statuses(1));
    }

    @Case("EV side unplugged: stops, unlocks")
    void TC_005_1_CS(StationUnderTest station) {
        evSideRules(station, true, true);
        int transaction = station.charging(1, T1);
        assertTrue(bolted(station), "the cable is held while charging");
        station.bench().unplug(1, "ev");
        Entry stop = stopped(station, transaction, "EVDisconnected");
        assertTrue(stop.payload().path("idTag").isMissingNode(), "nobody's tag stopped it: " + stop);
        Entry finishing = station.wire().expect(status(1, "Finishing"));
        assertEquals("EV side disconnected", finishing.text("info"));
        Awaitility.await("the bolt").until(() -> !bolted(station));
        station.bench().unplug(1, "station");
        station.wire().expect(status(1, "Available"));
        assertEquals(
                List.of("Preparing", "Charging", "Finishing", "Available"),
                station.wire().statuses(1));
    }

    @Case("EV side unplugged: stops, stays locked until unlocked")
    void TC_005_2_CS(StationUnderTest station) {
        evSideRules(station, true, false);
        int transaction = station.charging(1, T1);
        station.bench().unplug(1, "ev");
        stopped(station, transaction, "EVDisconnected");
        station.wire().expect(status(1, "Finishing"));
        station.wire().never(status(1, "Available"), QUIET);
        assertTrue(bolted(station), "the cable is held");
        station.call("UnlockConnector", "{\"connectorId\":1}", "Unlocked");
        assertTrue(!bolted(station), "Unlocked was answered with the bolt open");
        station.bench().unplug(1, "station");
        station.wire().expect(status(1, "Available"));
        assertEquals(
                List.of("Preparing", "Charging", "Finishing", "Available"),
                station.wire().statuses(1));
        assertEquals(1, station.wire().all(call("StopTransaction")).size());
    }

    @Case("EV side unplugged: goes on until stopped from afar")
    void TC_005_3_CS(StationUnderTest station) {
        evSideRules(station, false, false);
        int transaction = station.charging(1, T1);
        station.bench().unplug(1, "ev");
        Entry suspended = station.wire().expect(status(1, "SuspendedEV"));
        assertEquals("EV side disconnected", suspended.text("info"));
        assertEquals("NoError", suspended.text("errorCode"));
        station.wire().never(call("StopTransaction"), QUIET);
        assertTrue(bolted(station), "rule 29: the cable stays locked");
        Entry stop = station.remoteStop(transaction);
        assertEquals("Remote", stop.text("reason"));
        station.wire().inOrder(station.wire().expect(answer("RemoteStopTransaction")), stop);
        station.wire().expect(status(1, "Finishing"));
        assertEquals(
                List.of("Preparing", "Charging", "SuspendedEV", "Finishing"),
                station.wire().statuses(1));
    }

    @Case("Rule 30: a tag on Finishing starts anew, and stops nothing twice")
    void X_E_03(StationUnderTest station) {
        int first = station.charging(1, T1);
        station.bench().present(T1);
        stopped(station, first, "Local");
        station.wire().expect(status(1, "Finishing"));
        station.bench().present(T1);
        Entry start = station.wire().expect(call("StartTransaction").with("idTag", T1));
        assertTrue(station.transaction(start) != first, "a new transaction");
        Awaitility.await("Charging again")
                .until(() -> station.wire().all(status(1, "Charging")).size() == 2);
        assertEquals(
                List.of("Preparing", "Charging", "Finishing", "Preparing", "Charging"),
                station.wire().statuses(1));
        assertEquals(1, station.wire().all(call("StopTransaction")).size());
    }

    @Case("Rule 34: whose group is known here is not asked for, and stops offline as well")
    void X_E_04(StationUnderTest station) {
        station.csms().answer("Authorize", p -> accepted("P1"));
        station.configure("LocalPreAuthorize", true);
        station.configure("LocalAuthorizeOffline", true);
        // T2 becomes known.
        station.authorized(1, T2);
        station.bench().present(T2);
        station.wire().expect(status(1, "Available"));
        // No confirmation takes a group back.
        Function<JsonNode, String> group =
                p -> accepted(p.path("idTag").asText().equals(T1) ? "P1" : "P9");
        AtomicInteger ids = new AtomicInteger(4711);
        station.csms()
                .answer("Authorize", group)
                .answer(
                        "StartTransaction",
                        p -> "{\"transactionId\":" + ids.incrementAndGet() + ","
                                + group.apply(p).substring(1));
        station.charging(2, "04FFEE01");
        int transaction = station.charging(1, T1);
        station.bench().present(T2);
        assertEquals(T2, stopped(station, transaction, "Local").text("idTag"));
        station.wire().none(call("Authorize").with("idTag", T2));
        station.unplugged(1);
        int offline = station.charging(1, T1);
        station.networkDown();
        station.bench().present(T2);
        station.networkUp();
        assertEquals(T2, stopped(station, offline, "Local").text("idTag"));
        station.wire().none(call("Authorize").with("idTag", T2));
    }

    @Case("Rule 35: a tag that is spelt like the group is not of the group")
    void X_E_05(StationUnderTest station) {
        station.csms()
                .answer(
                        "Authorize",
                        p -> p.path("idTag").asText().equals(T1)
                                ? accepted(T2)
                                : "{\"idTagInfo\":{\"status\":\"Accepted\"}}");
        station.charging(2, "04FFEE01");
        int transaction = station.charging(1, T1);
        station.bench().present(T2);
        station.wire().expect(call("Authorize").with("idTag", T2));
        station.wire().never(call("StopTransaction"), QUIET);
        station.bench().present(T1);
        stopped(station, transaction, "Local");
    }

    @Case("Rule 36: tags are the same in any case of letters, and go out as they were shown")
    void X_E_06(StationUnderTest station) {
        String shown = " aB-cD#e_F:7/%x.y ";
        int transaction = station.charging(1, shown);
        station.charging(2, "04FFEE01");
        station.bench().present(shown.toUpperCase(Locale.ROOT));
        Entry stop = stopped(station, transaction, "Local");
        assertEquals(shown.toUpperCase(Locale.ROOT), stop.text("idTag"));
        assertEquals(
                1, station.wire().all(call("Authorize").with("idTag", shown)).size());
        station.wire().expect(status(1, "Finishing"));
        station.unplugged(1);
        // Longer than 20: no tag of OCPP.
        station.bench().present("123456789012345678901");
        station.wire()
                .never(
                        call("Authorize")
                                .and(
                                        "of that tag",
                                        p -> p.path("idTag").asText().startsWith("1234")),
                        QUIET);
    }

    @Case("Rule 26: a cable held from a refused tag is held over a power cut, for its owner")
    void X_E_01(StationUnderTest station) {
        station.configure("StopTransactionOnInvalidId", true);
        station.csms()
                .answer("StartTransaction", p -> "{\"transactionId\":4711,\"idTagInfo\":{\"status\":\"Blocked\"}}");
        station.occupied(1);
        station.remoteStart(1, T1);
        stopped(station, 4711, "DeAuthorized");
        station.wire().expect(status(1, "Finishing"));
        station.wire().never(status(1, "Available"), QUIET);
        assertTrue(bolted(station), "the cable is held");
        station.powerCycle();
        station.wire().expect(status(1, "Finishing"));
        station.wire().never(status(1, "Available"), QUIET);
        assertTrue(bolted(station), "the cable is still held");
        // One before the cut and one after the boot; whether Charging came before depends on how fast the refusal was.
        List<String> told = station.wire().statuses(1);
        assertEquals(List.of("Finishing", "Finishing"), told.subList(told.size() - 2, told.size()), told.toString());
        station.bench().present(T1);
        Awaitility.await("the bolt").until(() -> !bolted(station));
        station.unplugged(1);
        assertEquals(1, station.wire().all(call("StopTransaction")).size());
        assertEquals(1, station.wire().all(call("StartTransaction")).size());
    }

    @Case("Rule 29: StopTransactionOnEVSideDisconnect=false has priority over the unlock key")
    void X_E_02(StationUnderTest station) {
        evSideRules(station, false, true);
        station.charging(1, T1);
        station.bench().unplug(1, "ev");
        station.wire().expect(status(1, "SuspendedEV"));
        station.wire().never(call("StopTransaction"), QUIET);
        assertTrue(bolted(station), "the cable stays locked");
        station.bench().plug(1, "ev");
        station.wire().expect(status(1, "Charging"));
    }
}
