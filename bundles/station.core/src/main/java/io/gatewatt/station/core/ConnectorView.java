// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.station.core;

import io.gatewatt.driver.ConnectorReport;
import io.gatewatt.driver.Setpoint;
import io.gatewatt.measure.PilotState;
import io.gatewatt.station.ConnectorSnapshot;
import io.gatewatt.station.ConnectorStatus;
import io.gatewatt.station.FaultState;
import io.gatewatt.station.IdToken;
import io.gatewatt.station.Station.StampedReading;
import io.gatewatt.station.StopReason;
import io.gatewatt.station.TransactionSnapshot;
import io.gatewatt.station.core.Around.Occupancy;
import java.util.Optional;

/** A connector as it shows itself, with the words that explain its status. */
final class ConnectorView {

    /** The words a central system looks for when the cable was pulled from the vehicle. */
    static final String EV_GONE = "EV side disconnected";

    private static final int WORDS = 50;

    private ConnectorView() {}

    static ConnectorSnapshot of(ConnectorUnit unit) {
        String words = words(unit);
        SessionState session = unit.session();
        Optional<Setpoint.Offer> offer = unit.controller()
                .applied()
                .filter(Setpoint.Offer.class::isInstance)
                .map(Setpoint.Offer.class::cast);
        Optional<IdToken> token = session.pending()
                .map(SessionState.Grant::token)
                .or(() -> session.current().map(TransactionSnapshot::token));
        PilotState pilot =
                unit.controller().report().map(ConnectorReport::pilot).orElse(PilotState.A);
        Optional<StampedReading> last = unit.meter().last();
        return new ConnectorSnapshot(
                unit.number(),
                unit.status(),
                words.substring(0, Math.min(WORDS, words.length())),
                unit.fault(),
                pilot,
                unit.plugged(),
                unit.lock().locked(),
                offer.map(Setpoint.Offer::amps).orElse(0.0),
                token,
                session.current().map(TransactionSnapshot::key),
                unit.meter().identity(),
                last.map(StampedReading::reading),
                last.map(StampedReading::at),
                offer.map(Setpoint.Offer::phases).orElse(0));
    }

    private static String words(ConnectorUnit unit) {
        String fault = unit.fault().map(FaultState::info).orElse("");
        SessionState session = unit.session();
        if (unit.status() == ConnectorStatus.FAULTED) {
            return fault;
        }
        boolean running = session instanceof SessionState.Running;
        boolean pulled =
                session instanceof SessionState.Ending ending && ending.stop().reason() == StopReason.EV_DISCONNECTED;
        if (pulled || running && unit.occupancy() != Occupancy.VEHICLE) {
            return EV_GONE;
        }
        if (running && unit.track().flow() == Facts.Flow.EVSE_PAUSED) {
            return session.current().flatMap(TransactionSnapshot::suspended).orElse("no current to offer");
        }
        return unit.track().epilogue().isEmpty() ? fault : unit.track().epilogue();
    }
}
