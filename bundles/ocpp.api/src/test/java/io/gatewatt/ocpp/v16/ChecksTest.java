// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.v16;

import static io.gatewatt.ocpp.ErrorCode.OccurenceConstraintViolation;
import static io.gatewatt.ocpp.ErrorCode.PropertyConstraintViolation;
import static io.gatewatt.ocpp.ErrorCode.ProtocolError;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.gatewatt.ocpp.ErrorCode;
import io.gatewatt.ocpp.OcppException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the constructors check beyond the JSON schemas: ranges, blanks, decimals. */
class ChecksTest {

    private static final Instant NOW = Instant.EPOCH;
    private static final BigDecimal SIX = BigDecimal.valueOf(6);
    private static final List<ChargingSchedulePeriod> PERIODS = List.of(new ChargingSchedulePeriod(0, SIX));

    private static Arguments bad(ErrorCode code, String words, Executable made) {
        return arguments(code, words, made);
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                bad(ProtocolError, "idTag is missing", () -> new Authorize.Request(null)),
                bad(PropertyConstraintViolation, "idTag is blank", () -> new Authorize.Request(" ")),
                bad(
                        PropertyConstraintViolation,
                        "idTag is longer than 20 characters",
                        () -> new Authorize.Request("x".repeat(21))),
                bad(
                        PropertyConstraintViolation,
                        "connectorId is -1, the least is 0",
                        () -> new UnlockConnector.Request(-1)),
                bad(
                        PropertyConstraintViolation,
                        "connectorId is -1, the least is 0",
                        () -> new RemoteStartTransaction.Request("x", -1)),
                bad(
                        PropertyConstraintViolation,
                        "connectorId is 0, the least is 1",
                        () -> new StartTransaction.Request(0, "x", 1, null, NOW)),
                bad(
                        PropertyConstraintViolation,
                        "duration is -1, the least is 0",
                        () -> new GetCompositeSchedule.Request(0, -1, null)),
                bad(
                        PropertyConstraintViolation,
                        "retries is -1, the least is 0",
                        () -> new UpdateFirmware.Request("x", -1, NOW, null)),
                bad(
                        PropertyConstraintViolation,
                        "listVersion is -2, the least is -1",
                        () -> new GetLocalListVersion.Confirmation(-2)),
                bad(
                        PropertyConstraintViolation,
                        "startPeriod is -1, the least is 0",
                        () -> new ChargingSchedulePeriod(-1, SIX)),
                bad(
                        PropertyConstraintViolation,
                        "numberPhases is 0, the least is 1",
                        () -> new ChargingSchedulePeriod(0, SIX, 0)),
                bad(
                        PropertyConstraintViolation,
                        "numberPhases is 4, the most is 3",
                        () -> new ChargingSchedulePeriod(0, SIX, 4)),
                bad(
                        PropertyConstraintViolation,
                        "minChargingRate has more than one decimal",
                        () -> new ChargingSchedule(1, null, ChargingRateUnit.A, PERIODS, new BigDecimal("0.01"))),
                bad(
                        OccurenceConstraintViolation,
                        "chargingSchedulePeriod is empty",
                        () -> new ChargingSchedule(1, null, ChargingRateUnit.A, List.of(), null)),
                bad(OccurenceConstraintViolation, "sampledValue is empty", () -> new MeterValue(NOW, List.of())),
                bad(
                        PropertyConstraintViolation,
                        "key[1] is longer than 50 characters",
                        () -> new GetConfiguration.Request(List.of("x", "x".repeat(51)))));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void refusesByCodeAndField(ErrorCode code, String words, Executable made) {
        OcppException e = assertThrows(OcppException.class, made);
        assertEquals(code + " " + words, e.code() + " " + e.getMessage());
    }

    @Test
    void leavesToTheHandlerWhatIsAnsweredByAStatus() {
        new RemoteStartTransaction.Request("x", 0);
        new UnlockConnector.Request(0);
        new SendLocalList.Request(-1, null, SendLocalList.UpdateType.Full);
        new RemoteStopTransaction.Request(Integer.MIN_VALUE);
        new ChangeConfiguration.Request("", "");
    }

    @Test
    void countsCharactersNotUtf16Units() {
        assertEquals(40, new Authorize.Request("😀".repeat(20)).idTag().length());
        assertThrows(OcppException.class, () -> new Authorize.Request("😀".repeat(21)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void takesABlankParentForNone(String parent) {
        assertNull(new IdTagInfo(AuthorizationStatus.Accepted, null, parent).parentIdTag());
        assertNull(new ReserveNow.Request(1, NOW, "x", parent, 1).parentIdTag());
    }

    @ParameterizedTest
    @CsvSource({
        "16,16",
        "16.0,16.0",
        "16.10,16.1",
        "16.000,16",
        "1e1,10",
        "0e-999999999,0",
        "0e999999999,0",
        "2147483647,2147483647"
    })
    void keepsLimitsShort(String given, String kept) {
        assertEquals(new BigDecimal(kept), new ChargingSchedulePeriod(0, new BigDecimal(given)).limit());
    }

    @ParameterizedTest
    @ValueSource(strings = {"-0.1", "2147483647.1", "0.05", "1e400", "1e999999999", "1e-999999999", "-1e999999999"})
    void refusesLimitsAtOnce(String given) {
        assertThrows(OcppException.class, () -> new ChargingSchedulePeriod(0, new BigDecimal(given)));
    }

    @Test
    void keepsListsToItself() {
        List<String> keys = new ArrayList<>(List.of("a"));
        GetConfiguration.Request request = new GetConfiguration.Request(keys);
        keys.add("b");
        assertEquals(List.of("a"), request.key());
        assertEquals(List.of(), new GetConfiguration.Request(null).key());
    }

    @Test
    void findsMeasurandsByTheirNamesOnTheWire() {
        for (Measurand measurand : Measurand.values()) {
            assertEquals(measurand, Measurand.named(measurand.toString()).orElseThrow());
        }
        assertEquals(List.of(), Measurand.named("Energy").stream().toList());
    }
}
