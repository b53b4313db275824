// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.profile.core.status;

import io.gatewatt.measure.DeviceFault;
import io.gatewatt.ocpp.v16.ChargePointErrorCode;
import io.gatewatt.ocpp.v16.ChargePointStatus;
import io.gatewatt.ocpp.v16.StatusNotification;
import io.gatewatt.station.ConnectorSnapshot;
import io.gatewatt.station.ConnectorStatus;
import io.gatewatt.station.FaultState;
import io.gatewatt.station.StationSnapshot;
import java.time.Instant;
import java.util.Optional;

/**
 * What there is to report of a connector.
 *
 * @param status the status on the wire
 * @param error the error on the wire
 * @param info words, may be empty
 * @param vendorCode the maker's error code, may be empty
 * @param vendor the maker
 * @param since when it became so
 */
record Report(
        ChargePointStatus status,
        ChargePointErrorCode error,
        String info,
        String vendorCode,
        String vendor,
        Instant since) {

    /** Longest info and vendorErrorCode on the wire. */
    private static final int LONGEST = 50;

    /** Of any connector, 0 being the station; empty when it is not there. */
    static Optional<Report> of(int connector, StationSnapshot station) {
        return connector == 0
                ? Optional.of(ofStation(station))
                : station.connector(connector).map(c -> of(c, station));
    }

    /** Of connector 0. */
    static Report ofStation(StationSnapshot station) {
        return of(station.status(), "", station.fault(), station);
    }

    /** Of a connector. */
    static Report of(ConnectorSnapshot connector, StationSnapshot station) {
        return of(connector.status(), connector.info(), connector.fault(), station);
    }

    private static Report of(ConnectorStatus status, String info, Optional<FaultState> fault, StationSnapshot station) {
        return new Report(
                wire(status),
                fault.map(f -> error(f.kind(), status)).orElse(ChargePointErrorCode.NoError),
                clip(fault.map(FaultState::info)
                        .filter(words -> !words.isBlank())
                        .orElse(info)),
                clip(fault.map(FaultState::vendorCode).orElse("")),
                station.model().vendor(),
                station.at());
    }

    /** Whether the two are the same news. Words of a fault may hold measured values, so a change of them alone is none. */
    boolean sameAs(Report other) {
        return status == other.status
                && error == other.error
                && vendorCode.equals(other.vendorCode)
                && (error != ChargePointErrorCode.NoError || info.equals(other.info));
    }

    StatusNotification.Request request(int connector) {
        return new StatusNotification.Request(
                connector,
                error,
                info.isBlank() ? null : info,
                status,
                since,
                vendorCode.isBlank() ? null : vendor,
                vendorCode.isBlank() ? null : vendorCode);
    }

    /** The same status with an error that is not the station's own. */
    StatusNotification.Request request(int connector, ChargePointErrorCode code, String words) {
        return new StatusNotification.Request(connector, code, clip(words), status, since, null, null);
    }

    private static ChargePointStatus wire(ConnectorStatus status) {
        return switch (status) {
            case AVAILABLE -> ChargePointStatus.Available;
            case PREPARING -> ChargePointStatus.Preparing;
            case CHARGING -> ChargePointStatus.Charging;
            case SUSPENDED_EVSE -> ChargePointStatus.SuspendedEVSE;
            case SUSPENDED_EV -> ChargePointStatus.SuspendedEV;
            case FINISHING -> ChargePointStatus.Finishing;
            case RESERVED -> ChargePointStatus.Reserved;
            case UNAVAILABLE -> ChargePointStatus.Unavailable;
            case FAULTED -> ChargePointStatus.Faulted;
        };
    }

    private static ChargePointErrorCode error(DeviceFault.Kind kind, ConnectorStatus status) {
        return switch (kind) {
            case CONNECTOR_LOCK -> ChargePointErrorCode.ConnectorLockFailure;
            case EV_COMMUNICATION -> evCommunication(status);
            case GROUND -> ChargePointErrorCode.GroundFailure;
            case HIGH_TEMPERATURE -> ChargePointErrorCode.HighTemperature;
            case INTERNAL -> ChargePointErrorCode.InternalError;
            case OTHER -> ChargePointErrorCode.OtherError;
            case OVER_CURRENT -> ChargePointErrorCode.OverCurrentFailure;
            case OVER_VOLTAGE -> ChargePointErrorCode.OverVoltage;
            case POWER_METER -> ChargePointErrorCode.PowerMeterFailure;
            case POWER_SWITCH -> ChargePointErrorCode.PowerSwitchFailure;
            case READER -> ChargePointErrorCode.ReaderFailure;
            case RESET -> ChargePointErrorCode.ResetFailure;
            case UNDER_VOLTAGE -> ChargePointErrorCode.UnderVoltage;
            case WEAK_SIGNAL -> ChargePointErrorCode.WeakSignal;
        };
    }

    /** OCPP 1.6 section 4.9 allows this code with four statuses only. */
    private static ChargePointErrorCode evCommunication(ConnectorStatus status) {
        return switch (status) {
            case PREPARING, SUSPENDED_EV, SUSPENDED_EVSE, FINISHING -> ChargePointErrorCode.EVCommunicationError;
            default -> ChargePointErrorCode.OtherError;
        };
    }

    private static String clip(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }
}
