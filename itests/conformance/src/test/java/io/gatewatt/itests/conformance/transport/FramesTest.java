// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.itests.conformance.transport;

import static io.gatewatt.itests.conformance.kit.StationUnderTest.T1;
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
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Conformance catalogue B1: single frames that are not as they should be. */
@Functionality(
        value = "B1 Transport (OCPP-J)",
        settings = {"Station.profiles=Core", "Station.reconnectSeconds=1..2"})
class FramesTest {

    private static final Step ANY_CALL =
            new Step("any call", e -> e.isCall() && !e.action().equals("Heartbeat"));
    private static final Step CLOSED =
            new Step("connection closed", e -> e.type() == 0 && e.frame().text().startsWith("closed"));

    private static Step answerTo(String id) {
        return new Step("answer to " + id, e -> e.isAnswer() && e.id().equals(id));
    }

    /** The call is refused with one of these codes, in a CALLERROR as it should be, and had no effect. */
    private static void refused(StationUnderTest station, String action, String payload, String... codes) {
        String id = "refused-" + action;
        JsonNode answer = station.csms().exchange(id, "[2,\"" + id + "\",\"" + action + "\"," + payload + "]");
        assertEquals(5, answer.size(), answer.toString());
        assertEquals(4, answer.path(0).asInt(), answer.toString());
        assertEquals(id, answer.path(1).asText());
        assertTrue(Set.of(codes).contains(answer.path(2).asText()), answer.toString());
        assertTrue(answer.path(3).isTextual() && answer.path(3).asText().length() <= 255, answer.toString());
        assertTrue(answer.path(4).isObject(), answer.toString());
    }

    private static void alive(StationUnderTest station) {
        assertEquals("2", station.key("NumberOfConnectors"));
    }

    private static void undisturbed(StationUnderTest station) {
        station.wire().never(ANY_CALL, Duration.ofSeconds(1));
        alive(station);
        station.wire().none(CLOSED);
    }

    @Case("Missing field")
    void X_J_01(StationUnderTest station) {
        String before = station.key("HeartbeatInterval");
        refused(
                station,
                "ChangeConfiguration",
                "{\"key\":\"HeartbeatInterval\"}",
                "ProtocolError",
                "FormationViolation",
                "OccurenceConstraintViolation");
        assertEquals(before, station.key("HeartbeatInterval"));
        undisturbed(station);
    }

    @Case("Additional field")
    void X_J_02(StationUnderTest station) {
        station.occupied(1);
        refused(
                station,
                "RemoteStartTransaction",
                "{\"connectorId\":1,\"idTag\":\"" + T1 + "\",\"colour\":\"red\"}",
                "FormationViolation",
                "PropertyConstraintViolation");
        undisturbed(station);
    }

    @Case("Wrong type")
    void X_J_03(StationUnderTest station) {
        refused(
                station,
                "ChangeAvailability",
                "{\"connectorId\":\"1\",\"type\":\"Inoperative\"}",
                "TypeConstraintViolation",
                "FormationViolation");
        undisturbed(station);
    }

    @Case("Too long")
    void X_J_04(StationUnderTest station) {
        station.occupied(1);
        refused(
                station,
                "RemoteStartTransaction",
                "{\"connectorId\":1,\"idTag\":\"123456789012345678901\"}",
                "PropertyConstraintViolation",
                "FormationViolation",
                "TypeConstraintViolation");
        undisturbed(station);
    }

    @Case("Unknown action")
    void X_J_05(StationUnderTest station) {
        refused(station, "Foo", "{}", "NotImplemented");
        undisturbed(station);
    }

    @Case("Known action of a profile that is not offered")
    void X_J_06(StationUnderTest station) {
        assertEquals("Core", station.key("SupportedFeatureProfiles"));
        String profile = "{\"chargingProfileId\":1,\"stackLevel\":0,\"chargingProfilePurpose\":\"TxDefaultProfile\","
                + "\"chargingProfileKind\":\"Absolute\",\"chargingSchedule\":{\"chargingRateUnit\":\"A\","
                + "\"chargingSchedulePeriod\":[{\"startPeriod\":0,\"limit\":6}]}}";
        refused(station, "GetLocalListVersion", "{}", "NotSupported");
        refused(station, "SendLocalList", "{\"listVersion\":1,\"updateType\":\"Full\"}", "NotSupported");
        refused(
                station,
                "ReserveNow",
                "{\"connectorId\":1,\"expiryDate\":\"2036-01-01T00:00:00Z\",\"idTag\":\"A\",\"reservationId\":1}",
                "NotSupported");
        refused(station, "CancelReservation", "{\"reservationId\":1}", "NotSupported");
        refused(
                station,
                "SetChargingProfile",
                "{\"connectorId\":1,\"csChargingProfiles\":" + profile + "}",
                "NotSupported");
        refused(station, "ClearChargingProfile", "{}", "NotSupported");
        refused(station, "GetCompositeSchedule", "{\"connectorId\":1,\"duration\":60}", "NotSupported");
        refused(station, "TriggerMessage", "{\"requestedMessage\":\"Heartbeat\"}", "NotSupported");
        refused(
                station,
                "UpdateFirmware",
                "{\"location\":\"ftp://127.0.0.1/x\",\"retrieveDate\":\"2026-01-01T00:00:00Z\"}",
                "NotSupported");
        refused(station, "GetDiagnostics", "{\"location\":\"ftp://127.0.0.1/x\"}", "NotSupported");
        undisturbed(station);
    }

    @Case("Unknown message type")
    void X_J_07(StationUnderTest station) {
        for (String frame : List.of(
                "[9,\"nine\",\"Reset\",{\"type\":\"Hard\"}]",
                "[0,\"nine\",{}]",
                "[-2,\"nine\",\"Reset\",{\"type\":\"Hard\"}]",
                "[\"2\",\"nine\",\"Reset\",{\"type\":\"Hard\"}]",
                "[22,\"nine\",\"Reset\",{\"type\":\"Hard\"}]")) {
            station.csms().send(frame);
        }
        undisturbed(station);
        station.wire().none(answerTo("nine"));
    }

    @Case("Not JSON, and not UTF-8")
    void X_J_08(StationUnderTest station) {
        for (String frame : List.of("abc", "", "{}", "[]", "[2]", "null", "[2,\"x\"", "[2,7,\"ClearCache\",{}]")) {
            station.csms().send(frame);
        }
        undisturbed(station);
        // WebSocket (RFC 6455, 8.1) wants a connection closed on which bad UTF-8 came.
        station.csms().sendBytes("[2,\"u\",\"\u00ff\u00fe\",{}]".getBytes(StandardCharsets.ISO_8859_1));
        station.wire().expect(CLOSED);
        alive(station);
        station.wire().none(ANY_CALL);
        long answers = station.wire().all(new Step("answer", Entry::isAnswer)).size();
        assertTrue(answers <= 6, "no answer to noise: " + station.wire().text());
    }

    @Case("A call while an answer is awaited")
    void X_J_09(StationUnderTest station) {
        station.csms().answer("Authorize", p -> null);
        station.bench().present(T1);
        Entry open = station.wire().expect(call("Authorize"));
        station.csms().call("GetConfiguration", "{\"key\":[\"HeartbeatInterval\"]}");
        Entry asked = station.asked("GetConfiguration");
        Entry answered = station.wire().expect(Step.answer("GetConfiguration"));
        assertTrue(answered.since(asked).toMillis() < 1_000, "answered after " + answered.since(asked));
        station.csms().send("[3,\"" + open.id() + "\",{\"idTagInfo\":{\"status\":\"Accepted\"}}]");
        Entry preparing = station.wire().expect(status(1, "Preparing"));
        station.wire().inOrder(open, answered, preparing);
    }

    @Case("A result that nobody asked for")
    void X_J_12(StationUnderTest station) {
        station.csms().send("[3,\"nobody-asked\",{\"status\":\"Accepted\"}]");
        station.csms().send("[4,\"nobody-asked\",\"InternalError\",\"\",{}]");
        station.csms().answer("Authorize", p -> null);
        station.bench().present(T1);
        Entry open = station.wire().expect(call("Authorize"));
        station.csms().send("[3,\"" + open.id() + "x\",{\"idTagInfo\":{\"status\":\"Accepted\"}}]");
        station.csms()
                .send("[3,\"" + open.id().toUpperCase(java.util.Locale.ROOT)
                        + "\",{\"idTagInfo\":{\"status\":\"Accepted\"}}]");
        undisturbed(station);
        station.csms().send("[3,\"" + open.id() + "\",{\"idTagInfo\":{\"status\":\"Accepted\"}}]");
        station.wire().expect(status(1, "Preparing"));
    }

    @Case("null as the payload of an empty confirmation")
    void X_J_13(StationUnderTest station) {
        station.configure("TransactionMessageRetryInterval", 0);
        station.configure("MeterValueSampleInterval", 1);
        for (String action : List.of("StatusNotification", "MeterValues", "StopTransaction")) {
            station.csms().answer(action, p -> "[3,\"$id\",null]");
        }
        int transaction = station.charging(1, T1);
        Step values = call("MeterValues");
        List<Entry> told =
                Stream.generate(() -> station.wire().expect(values)).limit(3).toList();
        assertEquals(
                3,
                told.stream()
                        .map(e -> e.payload()
                                .path("meterValue")
                                .path(0)
                                .path("timestamp")
                                .asText())
                        .distinct()
                        .count(),
                "each value once");
        station.remoteStop(transaction);
        station.wire().never(call("StopTransaction"), Duration.ofSeconds(2));
        JsonNode answer = station.csms().exchange("null-call", "[2,\"null-call\",\"ClearCache\",null]");
        assertEquals(3, answer.path(0).asInt(), answer.toString());
    }

    @Case("Fragments, large messages, compression")
    void X_J_19(StationUnderTest station) {
        station.csms().sendFragments("[2,\"in-parts\",\"GetConfiguration\",{}]", 7);
        Entry all = station.wire().expect(answerTo("in-parts"));
        assertTrue(all.payload().path("configurationKey").size() > 20, all.toString());
        String data = IntStream.range(0, 60_000)
                .mapToObj(i -> i % 10 == 0 ? "ä" : "x")
                .reduce("", String::concat);
        station.csms()
                .sendFragments(
                        "[2,\"large\",\"DataTransfer\",{\"vendorId\":\"nobody\",\"data\":\"" + data + "\"}]", 50);
        Entry answer = station.wire().expect(answerTo("large"));
        assertEquals("UnknownVendorId", answer.text("status"));
        station.csms().answer("Authorize", p -> null);
        station.bench().present(T1);
        Entry open = station.wire().expect(call("Authorize"));
        station.csms().sendFragments("[3,\"" + open.id() + "\",{\"idTagInfo\":{\"status\":\"Accepted\"}}]", 5);
        station.wire().expect(status(1, "Preparing"));
        // The central system could compress, but must be asked for it.
        assertEquals("", station.csms().handshakes().get(0).header("Sec-WebSocket-Extensions"));
        alive(station);
        station.wire().none(CLOSED);
    }

    /** To release the cable of a running transaction takes its time: energy off, bolt out. So the second call comes in between. */
    @Case("The same message id twice while the first is handled")
    void X_J_20(StationUnderTest station) {
        station.charging(1, StationUnderTest.T1);
        String unlock = "[2,\"twice\",\"UnlockConnector\",{\"connectorId\":1}]";
        station.csms().send(unlock);
        station.csms().send(unlock);
        Step result = new Step("result", answerTo("twice").fits().and(e -> e.type() == 3));
        assertEquals("Unlocked", station.wire().expect(result).text("status"));
        station.wire().expect(call("StopTransaction").with("reason", "UnlockCommand"));
        assertEquals("300", station.key("HeartbeatInterval"));
        station.wire().never(result, Duration.ofSeconds(1));
        assertEquals(1, station.wire().all(call("StopTransaction")).size());
    }

    @Case("Message ids")
    void X_J_26(StationUnderTest station) {
        for (String id : List.of("1", "-1", " ", "a b/c", "ä€😀", "{\\\"x\\\":1}", "x".repeat(36))) {
            String plain = id.replace("\\", "");
            JsonNode answer = station.csms().exchange(plain, "[2,\"" + id + "\",\"ClearCache\",{}]");
            assertEquals(3, answer.path(0).asInt(), answer.toString());
            assertEquals(plain, answer.path(1).asText());
        }
        String tooLong = "x".repeat(37);
        JsonNode refused = station.csms().exchange(tooLong, "[2,\"" + tooLong + "\",\"ClearCache\",{}]");
        assertEquals(4, refused.path(0).asInt(), refused.toString());
        station.configure("HeartbeatInterval", 1);
        station.occupied(1);
        station.wire().expect(call("Heartbeat"));
        station.wire().expect(call("Heartbeat"));
        List<String> own = station.wire().all(new Step("own call", Entry::isCall)).stream()
                .map(Entry::id)
                .toList();
        assertTrue(own.stream().allMatch(id -> !id.isEmpty() && id.length() <= 36), own.toString());
        assertEquals(Set.copyOf(own).size(), own.size(), "each once");
    }
}
