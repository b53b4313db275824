// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.itests.conformance.core;

import static io.gatewatt.itests.conformance.kit.StationUnderTest.T1;
import static io.gatewatt.itests.conformance.kit.StationUnderTest.T2;
import static io.gatewatt.itests.conformance.kit.StationUnderTest.availability;
import static io.gatewatt.itests.conformance.kit.Step.answer;
import static io.gatewatt.itests.conformance.kit.Step.call;
import static io.gatewatt.itests.conformance.kit.Step.status;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatewatt.itests.conformance.kit.Case;
import io.gatewatt.itests.conformance.kit.Entry;
import io.gatewatt.itests.conformance.kit.Functionality;
import io.gatewatt.itests.conformance.kit.StationUnderTest;
import io.gatewatt.itests.conformance.kit.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Conformance catalogue B4. */
@Functionality("B4 Status and availability")
class StatusTest {

    private static final Duration QUIET = Duration.ofMillis(1_500);
    private static final Step STATUS = call("StatusNotification");

    private static void change(StationUnderTest station, int connector, String type, String answer) {
        station.call("ChangeAvailability", availability(connector, type), answer);
    }

    @Case("Inoperative during a transaction takes effect at its end, without Available in between")
    void X_S_01(StationUnderTest station) {
        int transaction = station.charging(1, T1);
        change(station, 1, "Inoperative", "Scheduled");
        station.wire().never(status(1, "Unavailable"), QUIET);
        station.remoteStop(transaction);
        station.wire().expect(status(1, "Unavailable"));
        station.bench().unplug(1);
        station.wire().never(status(1, "Available"), QUIET);
        assertEquals(
                List.of("Preparing", "Charging", "Finishing", "Unavailable"),
                station.wire().statuses(1));
        change(station, 1, "Operative", "Accepted");
        station.wire().expect(status(1, "Available"));
    }

    @Case("Inoperative in Preparing waits, in Finishing it takes effect at once")
    void X_S_17(StationUnderTest station) {
        station.occupied(1);
        change(station, 1, "Inoperative", "Scheduled");
        station.wire().never(STATUS, QUIET);
        station.bench().unplug(1);
        station.wire().expect(status(1, "Unavailable"));
        assertEquals(
                List.of("Preparing", "Available", "Unavailable"), station.wire().statuses(1));
        change(station, 1, "Operative", "Accepted");
        station.wire().expect(status(1, "Available"));
        int transaction = station.charging(2, T1);
        station.remoteStop(transaction);
        station.wire().expect(status(2, "Finishing"));
        change(station, 2, "Inoperative", "Accepted");
        station.wire().expect(status(2, "Unavailable"));
        station.bench().unplug(2);
        station.wire().never(status(2, "Available"), QUIET);
        assertEquals(
                List.of("Preparing", "Charging", "Finishing", "Unavailable"),
                station.wire().statuses(2));
    }

    @Case("Rule 46: SuspendedEVSE beats SuspendedEV")
    void X_S_16(StationUnderTest station) {
        station.configure("StopTransactionOnInvalidId", false);
        station.configure("MaxEnergyOnInvalidId", 0);
        station.csms()
                .answer("StartTransaction", p -> "{\"transactionId\":4711,\"idTagInfo\":{\"status\":\"Blocked\"}}");
        station.occupied(1);
        station.remoteStart(1, T1);
        station.wire().expect(status(1, "SuspendedEVSE"));
        station.bench().car(1, "B");
        station.wire().never(status(1, "SuspendedEV"), QUIET);
        station.bench().unplug(1);
        station.wire().expect(call("StopTransaction").with("reason", "EVDisconnected"));
    }

    @Case("Inoperative for the station while a connector charges")
    void X_S_02(StationUnderTest station) {
        int transaction = station.charging(1, T1);
        change(station, 0, "Inoperative", "Scheduled");
        Entry scheduled = station.wire().expect(answer("ChangeAvailability"));
        station.wire().inOrder(scheduled, station.wire().expect(status(2, "Unavailable")));
        station.wire().never(status(1, "Unavailable"), QUIET);
        station.remoteStop(transaction);
        station.wire().expect(status(1, "Unavailable"));
        station.wire().expect(status(0, "Unavailable"));
        assertEquals(List.of("Unavailable"), station.wire().statuses(0));
        assertEquals(List.of("Unavailable"), station.wire().statuses(2));
        assertEquals(
                List.of("Preparing", "Charging", "Finishing", "Unavailable"),
                station.wire().statuses(1));
    }

    @Case("Inoperative repeated")
    void X_S_03(StationUnderTest station) {
        station.unavailable(1);
        change(station, 1, "Inoperative", "Accepted");
        station.wire().never(STATUS, QUIET);
        station.call("RemoteStartTransaction", "{\"connectorId\":1,\"idTag\":\"" + T1 + "\"}", "Rejected");
        change(station, 1, "Operative", "Accepted");
        station.wire().expect(status(1, "Available"));
        change(station, 1, "Operative", "Accepted");
        station.wire().never(STATUS, QUIET);
    }

    @Case("Operative while Inoperative is scheduled")
    void X_S_04(StationUnderTest station) {
        int transaction = station.charging(1, T1);
        change(station, 1, "Inoperative", "Scheduled");
        change(station, 1, "Operative", "Accepted");
        station.remoteStop(transaction);
        station.wire().expect(status(1, "Finishing"));
        station.wire().never(status(1, "Unavailable"), QUIET);
        station.unplugged(1);
        assertEquals(
                List.of("Preparing", "Charging", "Finishing", "Available"),
                station.wire().statuses(1));
    }

    @Case("Inoperative for the station, later Operative for a connector: the two are independent")
    void X_S_05(StationUnderTest station) {
        station.unavailable(0);
        change(station, 1, "Operative", "Accepted");
        station.wire().never(STATUS, QUIET);
        change(station, 2, "Inoperative", "Accepted");
        change(station, 0, "Operative", "Accepted");
        station.wire().expect(status(0, "Available"));
        station.wire().expect(status(1, "Available"));
        station.wire().never(status(2, "Available"), QUIET);
        change(station, 2, "Operative", "Accepted");
        station.wire().expect(status(2, "Available"));
    }

    @Case("Availability of an unknown connector")
    void X_S_06(StationUnderTest station) {
        change(station, StationUnderTest.CONNECTORS + 1, "Inoperative", "Rejected");
        change(station, 99, "Operative", "Rejected");
        station.wire().never(STATUS, QUIET);
    }

    @Case("Status changes while offline: the present one is told once")
    void X_S_07(StationUnderTest station) {
        station.networkDown();
        station.bench().plug(1);
        station.bench().unplug(1);
        station.bench().plug(1);
        station.bench().plug(2);
        station.bench().unplug(2);
        station.networkUp();
        station.wire().expect(status(1, "Preparing"));
        station.wire().never(STATUS, QUIET);
        station.wire().none(call("BootNotification"));
        assertEquals(List.of("Preparing"), station.wire().statuses(1));
    }

    @Case("Error while offline, gone again: at most the error and its end, in order")
    void X_S_08(StationUnderTest station) {
        station.networkDown();
        station.bench().fault(1, "GroundFailure", true);
        station.wire().never(STATUS, QUIET);
        station.bench().noFault(1);
        station.wire().never(STATUS, QUIET);
        station.networkUp();
        station.wire()
                .never(
                        new Step(
                                "a status out of place",
                                e -> e.isCall() && station.wire().statuses(1).equals(List.of("Faulted"))),
                        QUIET);
        List<String> told = station.wire().statuses(1);
        assertTrue(told.isEmpty() || told.equals(List.of("Faulted", "Available")), told.toString());
        // One that lasts is told.
        station.networkDown();
        station.bench().fault(1, "GroundFailure", true);
        station.networkUp();
        station.wire().expect(status(1, "Faulted").with("errorCode", "GroundFailure"));
    }

    @Case("MinimumStatusDuration: what flickers is not told, what lasts is told late")
    void X_S_09(StationUnderTest station) {
        station.charging(1, T1);
        station.configure("MinimumStatusDuration", 4);
        for (int i = 0; i < 2; i++) {
            station.bench().car(1, "B");
            station.wire().never(status(1, "SuspendedEV"), Duration.ofSeconds(2));
            station.bench().car(1, "C");
            station.wire().never(status(1, "SuspendedEV"), Duration.ofSeconds(2));
        }
        java.time.Instant paused = java.time.Instant.now();
        station.bench().car(1, "B");
        Entry told = station.wire().expect(status(1, "SuspendedEV"));
        assertTrue(Duration.between(paused, told.at()).toMillis() >= 4_000, "told at " + told.at() + " of " + paused);
        assertEquals(
                List.of("Preparing", "Charging", "SuspendedEV"), station.wire().statuses(1));
    }

    private static void faultPasses(StationUnderTest station, String status) {
        station.bench().fault(1, "OverCurrentFailure", true);
        station.wire().expect(status(1, "Faulted").with("errorCode", "OverCurrentFailure"));
        station.bench().noFault(1);
        station.wire().expect(status(1, status).with("errorCode", "NoError"));
    }

    @Case("Fault and recovery: back to the state before")
    void X_S_10(StationUnderTest station) {
        List<String> path = new ArrayList<>();
        faultPasses(station, "Available");
        path.addAll(List.of("Faulted", "Available", "Preparing"));
        station.occupied(1);
        faultPasses(station, "Preparing");
        path.addAll(List.of("Faulted", "Preparing", "Charging"));
        int transaction = station.remoteStarted(1, T1);
        faultPasses(station, "Charging");
        path.addAll(List.of("Faulted", "Charging", "SuspendedEV"));
        station.bench().car(1, "B");
        station.wire().expect(status(1, "SuspendedEV"));
        faultPasses(station, "SuspendedEV");
        path.addAll(List.of("Faulted", "SuspendedEV", "Finishing"));
        station.remoteStop(transaction);
        station.wire().expect(status(1, "Finishing"));
        faultPasses(station, "Finishing");
        path.addAll(List.of("Faulted", "Finishing", "Available", "Unavailable"));
        station.unplugged(1);
        station.unavailable(1);
        faultPasses(station, "Unavailable");
        path.addAll(List.of("Faulted", "Unavailable"));
        assertEquals(path, station.wire().statuses(1));
        assertEquals(1, station.wire().all(call("StartTransaction")).size());
    }

    @Case("Fault of the station during a transaction: back to the state before")
    void X_S_18(StationUnderTest station) {
        int transaction = station.charging(1, T1);
        station.faulted(0);
        station.wire().never(call("StopTransaction"), QUIET);
        station.bench().noFault(0);
        station.wire().expect(status(0, "Available"));
        station.wire().expect(status(1, "Charging"));
        station.wire().expect(status(2, "Available"));
        station.remoteStop(transaction);
    }

    @Case("A warning does not keep from charging")
    void X_S_11(StationUnderTest station) {
        station.bench().fault(1, "HighTemperature", false);
        station.wire().expect(status(1, "Available").with("errorCode", "HighTemperature"));
        station.bench().plug(1);
        station.wire().expect(status(1, "Preparing").with("errorCode", "HighTemperature"));
        station.remoteStarted(1, T1);
        assertEquals(
                List.of("HighTemperature"),
                station.wire().all(status(1, "Charging")).stream()
                        .map(e -> e.text("errorCode"))
                        .toList());
        station.bench().noFault(1);
        station.wire().expect(status(1, "Charging").with("errorCode", "NoError"));
    }

    @Case("Connector 0 is Available, Unavailable or Faulted, whatever the others are")
    void X_S_12(StationUnderTest station) {
        int transaction = station.charging(1, T1);
        station.occupied(2);
        station.bench().car(1, "B");
        station.wire().expect(status(1, "SuspendedEV"));
        station.remoteStop(transaction);
        station.wire().expect(status(1, "Finishing"));
        assertEquals(List.of(), station.wire().statuses(0));
        station.faulted(0);
        station.bench().noFault(0);
        station.wire().expect(status(0, "Available"));
        station.wire().expect(status(2, "Preparing"));
        station.unplugged(1);
        station.unplugged(2);
        station.unavailable(0);
        assertEquals(
                List.of("Faulted", "Available", "Unavailable"), station.wire().statuses(0));
        assertTrue(Set.of("Available", "Unavailable", "Faulted")
                .containsAll(station.wire().statuses(0)));
    }

    @Case("Plugged and not authorized within ConnectionTimeOut, shared reader: stays Preparing")
    void X_S_13(StationUnderTest station) {
        station.configure("ConnectionTimeOut", 2);
        station.occupied(1);
        station.wire().never(STATUS, Duration.ofSeconds(4));
        assertEquals(List.of("Preparing"), station.wire().statuses(1));
        // From afar it is named, so nobody else can be meant.
        station.remoteStarted(1, T1);
        assertEquals(List.of("Preparing", "Charging"), station.wire().statuses(1));
    }

    @Case("ConnectionTimeOut with the plug left in: another card does not start it")
    void X_S_14(StationUnderTest station) {
        station.configure("ConnectionTimeOut", 2);
        // Authorized, plugged at the station only: the vehicle never comes.
        station.authorized(1, T1);
        station.bench().plug(1, "station");
        station.wire().never(STATUS, Duration.ofSeconds(4));
        station.bench().plug(1, "ev");
        station.wire().never(call("StartTransaction"), Duration.ofSeconds(3));
        station.bench().present(T2);
        station.wire().expect(status(2, "Preparing"));
        station.wire().never(call("StartTransaction"), QUIET);
        station.bench().plug(2);
        Entry start = station.wire().expect(call("StartTransaction"));
        assertEquals("2", start.text("connectorId"));
        assertEquals(T2, start.text("idTag"));
        station.wire().never(call("StartTransaction"), QUIET);
        assertEquals(List.of("Preparing"), station.wire().statuses(1));
        assertEquals(List.of("Preparing", "Charging"), station.wire().statuses(2));
    }

    @Case("A reader of two connectors: the tag starts the plugged one")
    void X_S_15(StationUnderTest station) {
        station.occupied(2);
        station.bench().present(T1);
        Entry start = station.wire().expect(call("StartTransaction"));
        assertEquals("2", start.text("connectorId"));
        station.wire().expect(status(2, "Charging"));
        assertEquals(List.of(), station.wire().statuses(1));
        // Card first: it is the one that is plugged then.
        station.bench().present(T2);
        station.wire().expect(status(1, "Preparing"));
        station.bench().plug(1);
        assertEquals(
                "1",
                station.wire()
                        .expect(call("StartTransaction").with("idTag", T2))
                        .text("connectorId"));
    }
}
