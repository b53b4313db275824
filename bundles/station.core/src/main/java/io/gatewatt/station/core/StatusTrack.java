// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.station.core;

import io.gatewatt.driver.Setpoint;
import io.gatewatt.station.ConnectorStatus;
import io.gatewatt.station.StopReason;
import java.time.Duration;

/** Where the status of a connector has come to, faults aside, and the flow of energy it follows. Only on the loop. */
final class StatusTrack {

    private final EnergyFlow energy = new EnergyFlow();
    private ConnectorStatus status = ConnectorStatus.AVAILABLE;
    private Facts.Flow flow = Facts.Flow.SETTLING;
    private String epilogue = "";

    /** A session was over, or ending, before the process began. */
    void resume() {
        status = ConnectorStatus.FINISHING;
    }

    /** A session has ended. */
    void ended(StopReason reason) {
        epilogue = reason == StopReason.EV_DISCONNECTED ? ConnectorView.EV_GONE : "";
    }

    /** How the energy goes, as the board shows it. */
    Facts.Flow seen(Duration now, boolean wanted, ControllerUnit board) {
        boolean drawn = board.report()
                .filter(report -> report.pilot().demand() && report.contactorClosed())
                .isPresent();
        boolean applied =
                board.applied().filter(Setpoint.Offer.class::isInstance).isPresent();
        return energy.look(now, wanted, applied, board.held(), drawn);
    }

    /**
     * Status by status, as the transition table allows.
     *
     * @param each called at each, and once when nothing changes
     */
    void follow(Facts facts, Runnable each) {
        flow = facts.flow();
        ConnectorStatus before;
        do {
            before = status;
            status = StatusDerivation.next(facts, before);
            if (status != before && status != ConnectorStatus.FINISHING) {
                epilogue = "";
            }
            each.run();
        } while (status != before);
    }

    ConnectorStatus status() {
        return status;
    }

    Facts.Flow flow() {
        return flow;
    }

    /** What is to be said of the session that is over; may be empty. */
    String epilogue() {
        return epilogue;
    }
}
