// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.profile.core.transaction;

import io.gatewatt.ocpp.v16.MeterValue;
import io.gatewatt.ocpp.v16.MeterValues;
import io.gatewatt.ocpp.v16.StartTransaction;
import io.gatewatt.ocpp.v16.StopTransaction;
import io.gatewatt.ocpp.v16.StopTransaction.Reason;
import io.gatewatt.profile.core.journal.Restamp;
import io.gatewatt.station.IdToken;
import io.gatewatt.station.StopReason;
import io.gatewatt.station.TransactionSnapshot;
import java.time.Instant;
import java.util.List;

/** A transaction of the station in the words of OCPP. */
final class Messages {

    /** The number of a transaction whose start was never confirmed (errata 3.18); also in a message that waits for its number. */
    static final int UNCONFIRMED = -1;

    private Messages() {}

    static StartTransaction.Request start(TransactionSnapshot t) {
        return new StartTransaction.Request(
                t.connector(),
                idTag(t.token()),
                wattHours(t.startWh()),
                t.reservation().orElse(null),
                t.startedAt());
    }

    static StopTransaction.Request stop(TransactionSnapshot.End end, Instant at, long register, List<MeterValue> data) {
        return new StopTransaction.Request(
                UNCONFIRMED,
                end.token().map(Messages::idTag).orElse(null),
                wattHours(register),
                at,
                reason(end.reason()),
                data);
    }

    static StopTransaction.Request withId(StopTransaction.Request r, int id) {
        return new StopTransaction.Request(
                id, r.idTag(), r.meterStop(), r.timestamp(), r.reason(), r.transactionData());
    }

    /** The same with its stamps put right. */
    static Record restamped(Record request, Restamp how) {
        if (request instanceof StartTransaction.Request r) {
            return new StartTransaction.Request(
                    r.connectorId(), r.idTag(), r.meterStart(), r.reservationId(), how.of(r.timestamp()));
        }
        if (request instanceof StopTransaction.Request r) {
            return new StopTransaction.Request(
                    r.transactionId(),
                    r.idTag(),
                    r.meterStop(),
                    how.of(r.timestamp()),
                    r.reason(),
                    restamped(r.transactionData(), how));
        }
        if (request instanceof MeterValues.Request r) {
            return new MeterValues.Request(r.connectorId(), r.transactionId(), restamped(r.meterValue(), how));
        }
        return request;
    }

    private static List<MeterValue> restamped(List<MeterValue> values, Restamp how) {
        return values == null
                ? null
                : values.stream()
                        .map(v -> new MeterValue(how.of(v.timestamp()), v.sampledValue()))
                        .toList();
    }

    /** Longer tags are refused before a start; should one pass, an accounted transaction with a clipped tag is better than none. */
    private static String idTag(IdToken token) {
        String tag = token.value();
        return tag.codePointCount(0, tag.length()) <= 20 ? tag : tag.substring(0, tag.offsetByCodePoints(0, 20));
    }

    /** The field is a 32-bit number: a register beyond two million kWh stays at its end. */
    private static int wattHours(long register) {
        return (int) Math.min(Integer.MAX_VALUE, register);
    }

    private static Reason reason(StopReason reason) {
        return switch (reason) {
            case DE_AUTHORIZED -> Reason.DeAuthorized;
            case EMERGENCY_STOP -> Reason.EmergencyStop;
            case EV_DISCONNECTED -> Reason.EVDisconnected;
            case HARD_RESET -> Reason.HardReset;
            case LOCAL -> Reason.Local;
            case OTHER -> Reason.Other;
            case POWER_LOSS -> Reason.PowerLoss;
            case REBOOT -> Reason.Reboot;
            case REMOTE -> Reason.Remote;
            case SOFT_RESET -> Reason.SoftReset;
            case UNLOCK_COMMAND -> Reason.UnlockCommand;
        };
    }
}
