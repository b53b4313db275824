// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.bench.model;

import io.gatewatt.driver.ConnectorReport;
import io.gatewatt.measure.DeviceFault;
import io.gatewatt.measure.PilotState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All causes in the circuit of one connector; everything else (pilot, contactor, power) is derived from them.
 *
 * @param cable where the cable is
 * @param fixedCable the station's end is built in
 * @param car the vehicle
 * @param offeredAmps current offered by the pilot, A; 0 = none
 * @param offeredPhases phases offered, 1..3
 * @param fault what is broken
 */
record Circuit(
        Cable cable, boolean fixedCable, Car car, double offeredAmps, int offeredPhases, Optional<DeviceFault> fault) {

    static final double VOLTS = 230;
    /** IEC 61851-1: below this the pilot offers nothing. */
    private static final double MIN_AMPS = 6;

    boolean proximity() {
        return fixedCable || cable.station();
    }

    PilotState pilot() {
        if (!(proximity() && cable.ev())) {
            return PilotState.A;
        }
        boolean waits = car.state().demand() && offeredAmps < MIN_AMPS;
        return waits ? PilotState.B : car.state();
    }

    List<DeviceFault> faults() {
        List<DeviceFault> all = new ArrayList<>();
        fault.ifPresent(all::add);
        if (pilot().vehicle() && !car.diode()) {
            all.add(DeviceFault.blocking(DeviceFault.Kind.EV_COMMUNICATION, "pilot diode of the vehicle is missing"));
        }
        return all;
    }

    /** The board's own safety: it needs an offer, a demand, and nothing blocking. */
    boolean contactorClosed() {
        return offeredAmps >= MIN_AMPS && pilot().demand() && faults().stream().noneMatch(DeviceFault::blocking);
    }

    /** Phases that carry current now, 0..3. */
    int phases() {
        return contactorClosed() ? Math.min(offeredPhases, car.phases()) : 0;
    }

    /** Current in each of {@link #phases}, A. */
    double amps() {
        return contactorClosed() ? Math.min(offeredAmps, car.maxAmps()) : 0;
    }

    double powerW() {
        return amps() * phases() * VOLTS;
    }

    ConnectorReport report() {
        return new ConnectorReport(pilot(), proximity(), contactorClosed(), faults());
    }

    Circuit with(Cable now) {
        return new Circuit(now, fixedCable, car, offeredAmps, offeredPhases, fault);
    }

    Circuit with(Car now) {
        return new Circuit(cable, fixedCable, now, offeredAmps, offeredPhases, fault);
    }

    Circuit with(Optional<DeviceFault> now) {
        return new Circuit(cable, fixedCable, car, offeredAmps, offeredPhases, now);
    }

    Circuit withFixedCable(boolean fixed) {
        return new Circuit(cable, fixed, car, offeredAmps, offeredPhases, fault);
    }

    Circuit withOffer(double amps, int phases) {
        return new Circuit(cable, fixedCable, car, amps, phases, fault);
    }
}
