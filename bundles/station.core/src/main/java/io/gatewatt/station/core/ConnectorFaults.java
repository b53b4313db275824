// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.station.core;

import io.gatewatt.measure.DeviceFault;
import io.gatewatt.measure.PilotState;
import io.gatewatt.station.ConnectorStatus;
import io.gatewatt.station.FaultState;
import java.util.Optional;
import java.util.stream.Stream;

/** Picks the fault of a connector that matters most: a blocking one before a warning, then hardware in the order of what it endangers. */
final class ConnectorFaults {

    private ConnectorFaults() {}

    static Optional<FaultState> worst(int number, ConnectorUnit unit, ConnectorHost host) {
        boolean inTransaction = unit.inTransaction();
        Stream<FaultState> board = unit.controller().report().stream()
                .flatMap(report -> report.faults().stream())
                .map(FaultState::of);
        Stream<FaultState> all = Stream.of(
                        board,
                        unit.controller().fault().stream(),
                        host.fault(number).stream(),
                        unit.release().underWay()
                                ? Stream.<FaultState>empty()
                                : unit.lock().fault(inTransaction).stream(),
                        unit.meter().fault().stream(),
                        pilot(unit).stream())
                .flatMap(faults -> faults);
        // EVCommunicationError is no word for a connector that charges or is free.
        return all.filter(fault ->
                        fault.blocking() || fault.kind() != DeviceFault.Kind.EV_COMMUNICATION || vehicleWaits(unit))
                .reduce((first, next) -> next.blocking() && !first.blocking() ? next : first);
    }

    private static Optional<FaultState> pilot(ConnectorUnit unit) {
        boolean shorted = unit.plugged()
                && unit.controller()
                        .report()
                        .filter(report -> report.pilot() == PilotState.E)
                        .isPresent();
        return shorted
                ? Optional.of(new FaultState(DeviceFault.Kind.EV_COMMUNICATION, "", "control pilot in state E", false))
                : Optional.empty();
    }

    private static boolean vehicleWaits(ConnectorUnit unit) {
        ConnectorStatus status = unit.status();
        return status != ConnectorStatus.AVAILABLE
                && status != ConnectorStatus.CHARGING
                && status != ConnectorStatus.RESERVED
                && status != ConnectorStatus.UNAVAILABLE;
    }
}
