// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.protocol.codec;

import static io.gatewatt.ocpp.ErrorCode.FormationViolation;
import static io.gatewatt.ocpp.ErrorCode.NotImplemented;
import static io.gatewatt.ocpp.ErrorCode.PropertyConstraintViolation;
import static io.gatewatt.ocpp.ErrorCode.ProtocolError;
import static io.gatewatt.ocpp.ErrorCode.TypeConstraintViolation;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.gatewatt.ocpp.ErrorCode;
import io.gatewatt.ocpp.OcppException;
import io.gatewatt.ocpp.v16.Actions;
import io.gatewatt.ocpp.v16.AuthorizationStatus;
import io.gatewatt.ocpp.v16.Authorize;
import io.gatewatt.ocpp.v16.BootNotification;
import io.gatewatt.ocpp.v16.ClearCache;
import io.gatewatt.ocpp.v16.GetConfiguration;
import io.gatewatt.ocpp.v16.Heartbeat;
import io.gatewatt.ocpp.v16.Reset;
import io.gatewatt.ocpp.v16.StopTransaction;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Frames as a whole; {@link PayloadTableTest} has the payloads. */
class FrameCodecTest {

    private final FrameCodec codec = new FrameCodec(Actions::named);

    @Test
    void readsACall() {
        Message.Call call =
                assertInstanceOf(Message.Call.class, codec.decode(" [2, \"id-1\", \"Reset\", {\"type\": \"Soft\"}]\n"));
        assertEquals("id-1", call.id());
        assertEquals(Reset.ACTION, call.action());
        assertEquals(new Reset.Request(Reset.Type.Soft), call.request());
    }

    @ParameterizedTest
    @ValueSource(strings = {"[2,\"1\",\"ClearCache\",{}]", "[2,\"1\",\"ClearCache\",null]"})
    void readsACallWithoutContent(String frame) {
        assertEquals(new Message.Call("1", ClearCache.ACTION, new ClearCache.Request()), codec.decode(frame));
    }

    static Stream<Arguments> badCalls() {
        String deep = "[".repeat(10_000);
        return Stream.of(
                arguments("[2,\"1\",\"Foo\",{}]", NotImplemented, "OCPP 1.6 has no action \"Foo\""),
                arguments(
                        "[2,\"1\",\"reset\",{\"type\":\"Soft\"}]", NotImplemented, "OCPP 1.6 has no action \"reset\""),
                arguments("[2,\"1\",7,{}]", FormationViolation, "the action is not a string"),
                arguments("[2,\"1\"]", FormationViolation, "the action is not a string"),
                arguments("[2,\"1\",\"Reset\"]", FormationViolation, "the payload is missing"),
                arguments("[2,\"1\",\"Reset\",[]]", FormationViolation, "the payload is not an object"),
                arguments("[2,\"1\",\"Reset\",\"Soft\"]", FormationViolation, "the payload is not an object"),
                arguments("[2,\"1\",\"Reset\",null]", ProtocolError, "type is missing"),
                arguments(
                        "[2,\"1\",\"Reset\",{\"type\":\"Soft\"},{}]",
                        FormationViolation,
                        "a CALL has four elements, not more"),
                arguments("[2,\"1\",\"Reset\",{\"type\":\"Soft\"}]x", FormationViolation, "not JSON at character 31"),
                arguments(
                        "[2,\"1\",\"Reset\",{\"type\":\"Soft\"}][]",
                        FormationViolation,
                        "behind the end of the message"),
                arguments("[2,\"1\",\"Reset\",{\"type\":\"Soft\"}", FormationViolation, "30: the text ends too early"),
                arguments("[2,\"1\",\"Reset\",{\"type\":", FormationViolation, "not JSON"),
                arguments("[2,\"1\",\"Reset\",{type:1}]", FormationViolation, "not JSON"),
                arguments(
                        "[2,\"1\",\"Reset\",{\"type\":\"Soft\",\"type\":\"Hard\"}]",
                        FormationViolation,
                        "type is there twice"),
                arguments(
                        "[2,\"1\",\"Reset\",{\"kind\":\"Soft\"}]", FormationViolation, "\"kind\" does not belong here"),
                arguments(
                        "[2,\"1\",\"Reset\",{\"type\":" + deep,
                        TypeConstraintViolation,
                        "type must be a string, not a list"),
                arguments("[2,\"1\",\"Reset\",{\"x\":" + deep, FormationViolation, "\"x\" does not belong here"),
                arguments("[2,\"1\",\"Reset\"," + deep, FormationViolation, "the payload is not an object"),
                arguments("[2,\"\",\"Reset\",{\"type\":\"Soft\"}]", PropertyConstraintViolation, "the message id"),
                arguments(
                        "[2,\"" + "9".repeat(37) + "\",\"Reset\",{\"type\":\"Soft\"}]",
                        PropertyConstraintViolation,
                        "the message id"),
                arguments(unlock("-1"), PropertyConstraintViolation, "connectorId is -1"),
                arguments(unlock("1.0"), TypeConstraintViolation, "connectorId must be an integer, not"),
                arguments(unlock("1e400"), TypeConstraintViolation, "connectorId must be"),
                arguments(unlock("2147483648"), PropertyConstraintViolation, "connectorId is not within"),
                arguments(unlock("9".repeat(2000)), PropertyConstraintViolation, "connectorId"),
                arguments(unlock("01"), FormationViolation, "not JSON"),
                arguments(unlock("NaN"), FormationViolation, "not JSON"));
    }

    private static String unlock(String connectorId) {
        return "[2,\"1\",\"UnlockConnector\",{\"connectorId\":" + connectorId + "}]";
    }

    @ParameterizedTest
    @MethodSource("badCalls")
    void namesWhatIsWrongWithACall(String frame, ErrorCode code, String words) {
        Message.BadCall bad = assertInstanceOf(Message.BadCall.class, codec.decode(frame));
        OcppException problem = bad.problem();
        assertEquals(code, problem.code(), problem.getMessage());
        assertTrue(problem.getMessage().contains(words), problem.getMessage());
        assertInstanceOf(
                Message.Failure.class, codec.decode(codec.error(bad.id(), problem.code(), problem.getMessage())));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "16|",
                "16.5|",
                "0|",
                "1.6e1|",
                "16.00|",
                "0e-999999999|",
                "0e999999999|",
                "16.55|csChargingProfiles.chargingSchedule.chargingSchedulePeriod[0].limit has more than one decimal",
                "-1|csChargingProfiles.chargingSchedule.chargingSchedulePeriod[0].limit is not within",
                "1e400|csChargingProfiles.chargingSchedule.chargingSchedulePeriod[0].limit is not within",
                "1e999999999|csChargingProfiles.chargingSchedule.chargingSchedulePeriod[0].limit is not within",
                "1e99999999999|csChargingProfiles.chargingSchedule.chargingSchedulePeriod[0].limit is a number beyond any limit",
                "1e-999999999|csChargingProfiles.chargingSchedule.chargingSchedulePeriod[0].limit has more than one decimal",
            })
    void checksLimitsInDecimal(String limit, String words) {
        Message message = codec.decode(
                "[2,\"1\",\"SetChargingProfile\",{\"connectorId\":1,\"csChargingProfiles\":{\"chargingProfileId\":1,"
                        + "\"stackLevel\":0,\"chargingProfilePurpose\":\"TxProfile\",\"chargingProfileKind\":\"Relative\",\"chargingSchedule\":{"
                        + "\"chargingRateUnit\":\"A\",\"chargingSchedulePeriod\":[{\"startPeriod\":0,\"limit\":" + limit
                        + "}]}}}]");
        if (words == null) {
            Message.Call call = assertInstanceOf(Message.Call.class, message);
            assertTrue(codec.payload(call.request()).length() < 300);
        } else {
            Message.BadCall bad = assertInstanceOf(Message.BadCall.class, message);
            assertEquals(ErrorCode.PropertyConstraintViolation, bad.problem().code());
            assertTrue(
                    bad.problem().getMessage().startsWith(words), bad.problem().getMessage());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "abc",
                "{}",
                "[]",
                "[",
                "\"x\"",
                "7",
                "''",
                "[2]",
                "[2,null,\"Reset\",{}]",
                "[2,5,\"Reset\",{}]",
                "[\"2\",\"1\",\"Reset\",{}]",
                "[9,\"1\",\"Reset\",{}]",
                "[2.0,\"1\",\"Reset\",{}]",
                "[99999999999999999999,\"1\"]",
                "[-2,\"1\",\"Reset\",{}]",
                "[4,null,\"GenericError\",\"\",{}]",
            })
    void dropsWhatHasNoAnswer(String frame) {
        assertNull(
                assertInstanceOf(Message.Malformed.class, codec.decode(frame)).id());
    }

    @Test
    void dropsNothingAndAbyss() {
        assertInstanceOf(Message.Malformed.class, codec.decode(null));
        assertInstanceOf(Message.Malformed.class, codec.decode("[".repeat(10_000)));
        assertInstanceOf(Message.Malformed.class, codec.decode("[2,\"" + "x".repeat(100_000)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[3,\"1\"]",
                "[3,\"1\",7]",
                "[3,\"1\",[]]",
                "[3,\"1\",{",
                "[4,\"1\"]",
                "[4,\"1\",5,\"\",{}]",
                "[4,\"1\",",
            })
    void tellsWhichCallABrokenAnswerBelongsTo(String frame) {
        assertEquals(
                "1",
                assertInstanceOf(Message.Malformed.class, codec.decode(frame)).id());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[4,\"1\",\"NotSupported\",\"no\",{\"a\":[1]}]|NotSupported|no|{\"a\":[1]}",
                "[4, \"1\", \"FormationViolation\", \"\", {}]|FormationViolation|''|{}",
                "[4,\"1\",\"FormatViolation\",\"\",{}]|FormationViolation|''|{}",
                "[4,\"1\",\"OccurenceConstraintViolation\",\"\",{}]|OccurenceConstraintViolation|''|{}",
                "[4,\"1\",\"OccurrenceConstraintViolation\",\"\",{}]|OccurenceConstraintViolation|''|{}",
                "[4,\"1\",\"RpcFrameworkError\",\"what\",{}]|GenericError|RpcFrameworkError: what|{}",
                "[4,\"1\",\"InternalError\"]|InternalError|''|{}",
                "[4,\"1\",\"InternalError\",null,null]|InternalError|''|{}",
                "[4,\"1\",\"InternalError\",\"x\",\"y\"]|InternalError|x|{}",
                "[4,\"1\",\"InternalError\",\"x\",{|InternalError|x|{}",
            })
    void readsACallError(String frame, ErrorCode code, String description, String details) {
        assertEquals(new Message.Failure("1", code, description, details), codec.decode(frame));
    }

    @Test
    void readsACallErrorWithAbyssInItsDetails() {
        String frame = "[4,\"1\",\"InternalError\",\"x\",{\"a\":" + "[".repeat(10_000);
        assertEquals(new Message.Failure("1", ErrorCode.InternalError, "x", "{}"), codec.decode(frame));
    }

    @Test
    void readsAConfirmation() {
        Message.Result result = assertInstanceOf(
                Message.Result.class,
                codec.decode(
                        "[3,\"1\",{\"status\":\"Accepted\",\"currentTime\":\"2026-11-22T19:00:00.1234567+01:00\",\"interval\":300}]"));
        assertEquals(
                new BootNotification.Confirmation(
                        BootNotification.Status.Accepted, Instant.parse("2026-11-22T18:00:00.1234567Z"), 300),
                codec.confirmation(BootNotification.ACTION, result));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "null", "{\"idTagInfo\":null}", "{\"more\":[{\"a\":1}]}"})
    void readsAConfirmationThatSaysNothing(String payload) {
        Message.Result result = assertInstanceOf(Message.Result.class, codec.decode("[3,\"1\"," + payload + "]"));
        assertEquals(new StopTransaction.Confirmation(), codec.confirmation(StopTransaction.ACTION, result));
    }

    @ParameterizedTest
    @CsvSource({"300.0,300", "3e2,300", "-1,-1"})
    void readsAnIntegerOfAConfirmationHoweverWritten(String written, int interval) {
        Message.Result result = new Message.Result(
                "1", "{\"status\":\"Pending\",\"currentTime\":\"2026-11-22T18:00:00Z\",\"interval\":" + written + "}");
        assertEquals(
                interval, codec.confirmation(BootNotification.ACTION, result).interval());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|ProtocolError|idTagInfo is missing",
                "{\"idTagInfo\":{\"status\":\"Good\"}}|PropertyConstraintViolation|idTagInfo.status is \"Good\", none of Accepted, Blocked",
                "{\"idTagInfo\":{\"status\":null}}|ProtocolError|idTagInfo.status is missing",
                "{\"idTagInfo\":[]}|TypeConstraintViolation|idTagInfo must be an object, not a list",
            })
    void refusesABadConfirmation(String payload, ErrorCode code, String words) {
        OcppException e = assertThrows(
                OcppException.class, () -> codec.confirmation(Authorize.ACTION, new Message.Result("1", payload)));
        assertEquals(code, e.code());
        assertTrue(e.getMessage().startsWith(words), e.getMessage());
    }

    @Test
    void readsAnEmptyParentAsNone() {
        assertNull(codec.confirmation(
                        Authorize.ACTION,
                        new Message.Result("1", "{\"idTagInfo\":{\"status\":\"Accepted\",\"parentIdTag\":\"\"}}"))
                .idTagInfo()
                .parentIdTag());
        assertEquals(
                AuthorizationStatus.Accepted,
                codec.confirmation(
                                Authorize.ACTION, new Message.Result("1", "{\"idTagInfo\":{\"status\":\"Accepted\"}}"))
                        .idTagInfo()
                        .status());
    }

    @Test
    void writesFrames() {
        assertEquals(
                "[2,\"a\",\"Authorize\",{\"idTag\":\"ü\\\"\\\\\"}]",
                codec.call("a", Authorize.ACTION, new Authorize.Request("ü\"\\")));
        assertEquals("[3,\"a\",{}]", codec.result("a", new GetConfiguration.Confirmation(null, null)));
        assertEquals(
                "[3,\"a\",{\"currentTime\":\"2026-11-22T18:00:00.123Z\"}]",
                codec.result("a", new Heartbeat.Confirmation(Instant.parse("2026-11-22T18:00:00.123999Z"))));
        assertEquals("[4,\"a\",\"NotSupported\",\"\",{}]", codec.error("a", ErrorCode.NotSupported, null));
    }

    @Test
    void cutsLongDescriptions() {
        Message.Failure failure = assertInstanceOf(
                Message.Failure.class,
                codec.decode(codec.error("a", ErrorCode.GenericError, "x".repeat(254) + "😀 and more")));
        assertEquals("x".repeat(254), failure.description());
    }

    @Test
    void storesPayloads() {
        Reset.Request request = new Reset.Request(Reset.Type.Hard);
        assertEquals(request, codec.read(Reset.Request.class, codec.payload(request)));
        assertThrows(OcppException.class, () -> codec.read(Reset.Request.class, ""));
        assertThrows(OcppException.class, () -> codec.read(Reset.Request.class, "{"));
    }
}
