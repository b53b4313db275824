// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.itests.conformance.transport;

import static io.gatewatt.itests.conformance.kit.StationUnderTest.T1;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewatt.itests.conformance.kit.Case;
import io.gatewatt.itests.conformance.kit.Functionality;
import io.gatewatt.itests.conformance.kit.StationUnderTest;
import io.gatewatt.itests.conformance.kit.Step;
import io.gatewatt.ocpp.protocol.codec.BadPayloads;
import io.gatewatt.ocpp.protocol.codec.BadPayloads.Bad;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Calls of all 28 actions, spoilt in all ways: each gets the error it deserves, and nothing else comes of it. */
@Functionality(value = "B1 Transport (OCPP-J)")
class BadCallsTest {

    /** What a station sends and never serves. */
    private static final Set<String> NEVER_SERVED = Set.of(
            "Authorize",
            "BootNotification",
            "DiagnosticsStatusNotification",
            "FirmwareStatusNotification",
            "Heartbeat",
            "MeterValues",
            "StartTransaction",
            "StatusNotification",
            "StopTransaction");

    private static final List<String> NO_OBJECTS = List.of("[]", "\"x\"", "5", "true");

    private int sent;
    private final List<String> wrong = new ArrayList<>();

    @Case("Every field of every call missing, of the wrong type, too long, out of range, and one too many")
    void X_J_24(StationUnderTest station) {
        station.configure("MeterValueSampleInterval", 0);
        int transaction = station.charging(2, T1);
        JsonNode configuration = station.configuration();
        JsonNode charger = charger(station);
        station.wire().begin();
        Set<String> profiles = Set.of(station.key("SupportedFeatureProfiles").split(","));
        for (String action : BadPayloads.actions()) {
            boolean served = !NEVER_SERVED.contains(action) && profiles.contains(BadPayloads.profile(action));
            for (Bad bad : BadPayloads.requests(action)) {
                send(
                        station,
                        action,
                        bad.payload(),
                        served ? bad.code() : "NotSupported",
                        bad.path() + " " + bad.change());
            }
            for (String payload : NO_OBJECTS) {
                send(station, action, payload, served ? "FormationViolation" : "NotSupported", "no object");
            }
            assertEquals(configuration, station.configuration(), "configuration after " + action);
            assertEquals(charger, charger(station), "charger after " + action);
            station.wire()
                    .none(new Step(
                            "a call, or the end of the connection",
                            e -> e.isCall() && !e.action().equals("Heartbeat") || e.type() == 0));
            // The report would be very long.
            station.wire().begin();
        }
        String figure =
                "%d of %d answered with the right code (%.1f %%); connection, configuration, statuses, transaction unchanged"
                        .formatted(sent - wrong.size(), sent, 100.0 * (sent - wrong.size()) / sent);
        System.out.println("bad input, calls: " + figure);
        station.figure("Calls of all 28 actions", figure);
        assertEquals(List.of(), wrong);
        station.remoteStop(transaction);
    }

    private void send(StationUnderTest station, String action, String payload, String code, String what) {
        String id = "bad" + ++sent;
        JsonNode answer = station.csms().exchange(id, "[2,\"" + id + "\",\"" + action + "\"," + payload + "]");
        boolean right = answer.size() == 5
                && answer.path(0).asInt() == 4
                && answer.path(2).asText().equals(code)
                && answer.path(4).isObject();
        if (!right) {
            wrong.add(action + " " + what + ": " + code + " expected for " + payload + ", not " + answer);
        }
    }

    /** What the virtual charger shows, without what flows and counts while a car charges. */
    private static JsonNode charger(StationUnderTest station) {
        JsonNode state = station.bench().state();
        for (JsonNode connector : state.path("connectors")) {
            ((ObjectNode) connector).remove(List.of("powerW", "registerWh"));
        }
        ((ObjectNode) state).remove("clock");
        return state;
    }
}
