// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.bench.rest;

import io.gatewatt.measure.DeviceFault.Kind;
import java.util.Arrays;
import java.util.List;

/** The error codes of OCPP 1.6 that hardware can cause, spelt as there. */
enum ErrorCode {
    ConnectorLockFailure(Kind.CONNECTOR_LOCK),
    EVCommunicationError(Kind.EV_COMMUNICATION),
    GroundFailure(Kind.GROUND),
    HighTemperature(Kind.HIGH_TEMPERATURE),
    InternalError(Kind.INTERNAL),
    OtherError(Kind.OTHER),
    OverCurrentFailure(Kind.OVER_CURRENT),
    OverVoltage(Kind.OVER_VOLTAGE),
    PowerMeterFailure(Kind.POWER_METER),
    PowerSwitchFailure(Kind.POWER_SWITCH),
    ReaderFailure(Kind.READER),
    ResetFailure(Kind.RESET),
    UnderVoltage(Kind.UNDER_VOLTAGE),
    WeakSignal(Kind.WEAK_SIGNAL);

    private final Kind kind;

    ErrorCode(Kind kind) {
        this.kind = kind;
    }

    Kind kind() {
        return kind;
    }

    static ErrorCode of(Kind kind) {
        return Arrays.stream(values())
                .filter(code -> code.kind == kind)
                .findFirst()
                .orElseThrow();
    }

    static List<String> names() {
        return Arrays.stream(values()).map(Enum::name).toList();
    }
}
