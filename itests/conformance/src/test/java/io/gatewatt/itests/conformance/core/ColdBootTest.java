// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.itests.conformance.core;

import static io.gatewatt.itests.conformance.kit.Step.call;
import static io.gatewatt.itests.conformance.kit.Step.status;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatewatt.itests.conformance.kit.Case;
import io.gatewatt.itests.conformance.kit.Entry;
import io.gatewatt.itests.conformance.kit.Functionality;
import io.gatewatt.itests.conformance.kit.StationUnderTest;
import io.gatewatt.itests.conformance.kit.Step;
import io.gatewatt.itests.harness.Csms;
import java.util.Iterator;
import java.util.List;

/** Conformance catalogue A1. */
@Functionality("A1 Cold boot")
class ColdBootTest {

    private static final Step BOOT = call("BootNotification");
    private static final Step NOT_BOOT = new Step(
            "anything but a BootNotification", e -> e.isCall() && !e.action().equals("BootNotification"));

    /** Answers the first boot so, and all others Accepted with a heartbeat each second. */
    private static void bootAnswers(StationUnderTest station, String first, int interval) {
        Iterator<String> answers = List.of(Csms.boot(first, interval)).iterator();
        station.csms().answer("BootNotification", p -> answers.hasNext() ? answers.next() : Csms.boot("Accepted", 1));
    }

    private static void heartbeatsEachSecond(StationUnderTest station) {
        Entry first = station.wire().expect(call("Heartbeat"));
        Entry second = station.wire().expect(call("Heartbeat"));
        assertTrue(second.since(first).toMillis() >= 700, "heartbeats " + second.since(first) + " apart");
    }

    @Case("Cold boot, first rejected, then accepted")
    void TC_001_CS(StationUnderTest station) {
        bootAnswers(station, "Rejected", 3);
        station.powerCut();
        station.wire().begin();
        station.powerOn();
        Entry rejected = station.wire().expect(BOOT);
        Entry accepted = station.wire().expect(BOOT);
        assertTrue(accepted.since(rejected).toMillis() >= 3_000, "second boot after " + accepted.since(rejected));
        for (int connector = 0; connector <= StationUnderTest.CONNECTORS; connector++) {
            Entry told = station.wire().expect(status(connector, "Available"));
            station.wire().inOrder(accepted, told);
        }
        Entry firstOther = station.wire().all(NOT_BOOT).get(0);
        station.wire().inOrder(accepted, firstOther);
        heartbeatsEachSecond(station);
    }

    @Case("Cold boot, pending")
    void TC_002_CS(StationUnderTest station) {
        bootAnswers(station, "Pending", 3);
        station.powerCut();
        station.wire().begin();
        station.powerOn();
        Entry pending = station.wire().expect(BOOT);
        JsonNode keys = station.configuration();
        assertTrue(keys.size() > 20, keys.toString());
        station.configure("MeterValueSampleInterval", 17);
        assertEquals("17", station.key("MeterValueSampleInterval"));
        Entry accepted = station.wire().expect(BOOT);
        assertTrue(accepted.since(pending).toMillis() >= 3_000, "second boot after " + accepted.since(pending));
        station.wire().inOrder(accepted, station.wire().expect(status(0, "Available")));
        station.wire().expect(status(1, "Available"));
        station.wire().expect(status(2, "Available"));
        station.wire().inOrder(accepted, station.wire().all(NOT_BOOT).get(0));
        heartbeatsEachSecond(station);
        station.wire().none(new Step("event closed", e -> e.frame().text().startsWith("closed")));
    }
}
