// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.station.core;

import io.gatewatt.station.ConnectorStatus;
import io.gatewatt.station.FaultState;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Connector status as a pure function of facts and the status before (OCPP 1.6, section 4.9). Only steps of the transition table come out:
 * where facts call for another, a step on the way there is given, and the caller derives again. A fault covers what is derived while it
 * lasts, so that the connector is found after it where it would have been without it (I1..I8).
 */
final class StatusDerivation {

    private static final Set<ConnectorStatus> IN_TRANSACTION =
            EnumSet.of(ConnectorStatus.CHARGING, ConnectorStatus.SUSPENDED_EV, ConnectorStatus.SUSPENDED_EVSE);

    private StatusDerivation() {}

    /** The status that is shown: one that keeps the connector from charging covers all (A9..H9), a warning none. */
    static ConnectorStatus shown(ConnectorStatus derived, Optional<FaultState> fault) {
        return fault.filter(FaultState::blocking).isPresent() ? ConnectorStatus.FAULTED : derived;
    }

    /** The next status, faults aside; the status before when nothing is to change. */
    static ConnectorStatus next(Facts now, ConnectorStatus before) {
        return step(before, wanted(now, before));
    }

    private static ConnectorStatus wanted(Facts now, ConnectorStatus before) {
        return switch (now.session()) {
            case WAITING -> ConnectorStatus.PREPARING;
            case RUNNING -> running(now.flow(), before);
            case ENDING -> ConnectorStatus.FINISHING;
            case NONE -> now.plugged() ? occupied(now, before) : free(now);
        };
    }

    private static ConnectorStatus running(Facts.Flow flow, ConnectorStatus before) {
        return switch (flow) {
            case FLOWING -> ConnectorStatus.CHARGING;
            case EV_PAUSED -> ConnectorStatus.SUSPENDED_EV;
            case EVSE_PAUSED -> ConnectorStatus.SUSPENDED_EVSE;
            case SETTLING -> IN_TRANSACTION.contains(before) ? before : ConnectorStatus.PREPARING;
        };
    }

    private static ConnectorStatus free(Facts now) {
        if (!now.operative()) {
            return ConnectorStatus.UNAVAILABLE;
        }
        return now.reserved() ? ConnectorStatus.RESERVED : ConnectorStatus.AVAILABLE;
    }

    /** A cable without a session. Preparing stays until the cable is out: the table has no way from it to Unavailable or Reserved. */
    private static ConnectorStatus occupied(Facts now, ConnectorStatus before) {
        if (before == ConnectorStatus.PREPARING) {
            return before;
        }
        if (!now.operative()) {
            return ConnectorStatus.UNAVAILABLE;
        }
        if (IN_TRANSACTION.contains(before) || before == ConnectorStatus.FINISHING) {
            return ConnectorStatus.FINISHING;
        }
        return before == ConnectorStatus.RESERVED && now.reserved() ? before : ConnectorStatus.PREPARING;
    }

    /** The table has no direct way for these pairs. */
    private static ConnectorStatus step(ConnectorStatus from, ConnectorStatus to) {
        boolean toTransaction = IN_TRANSACTION.contains(to);
        return switch (from) {
            case AVAILABLE -> to == ConnectorStatus.FINISHING ? ConnectorStatus.PREPARING : to;
            case PREPARING ->
                to == ConnectorStatus.UNAVAILABLE || to == ConnectorStatus.RESERVED ? ConnectorStatus.AVAILABLE : to;
            case CHARGING, SUSPENDED_EV, SUSPENDED_EVSE ->
                switch (to) {
                    case PREPARING -> ConnectorStatus.FINISHING;
                    case RESERVED -> ConnectorStatus.AVAILABLE;
                    default -> to;
                };
            case FINISHING ->
                toTransaction
                        ? ConnectorStatus.PREPARING
                        : to == ConnectorStatus.RESERVED ? ConnectorStatus.AVAILABLE : to;
            case RESERVED -> toTransaction || to == ConnectorStatus.FINISHING ? ConnectorStatus.PREPARING : to;
            case UNAVAILABLE ->
                switch (to) {
                    case FINISHING -> ConnectorStatus.PREPARING;
                    case RESERVED -> ConnectorStatus.AVAILABLE;
                    default -> to;
                };
            case FAULTED -> to;
        };
    }
}
