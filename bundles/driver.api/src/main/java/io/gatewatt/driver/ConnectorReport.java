// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.driver;

import io.gatewatt.measure.DeviceFault;
import io.gatewatt.measure.PilotState;
import java.util.List;
import java.util.Objects;

/**
 * The state of a connector as its controller sees it.
 *
 * @param pilot state of the control pilot
 * @param cable whether a cable sits in the station's socket (proximity contact); true for a fixed cable
 * @param contactorClosed whether the contactor is closed, so energy may flow
 * @param faults what is wrong now; empty when nothing is
 */
public record ConnectorReport(PilotState pilot, boolean cable, boolean contactorClosed, List<DeviceFault> faults) {

    /** All parts are required. */
    public ConnectorReport {
        Objects.requireNonNull(pilot, "pilot");
        faults = List.copyOf(faults);
    }
}
