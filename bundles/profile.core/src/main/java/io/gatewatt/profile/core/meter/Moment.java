// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.profile.core.meter;

import io.gatewatt.measure.Measured;
import io.gatewatt.measure.MeterReading;
import io.gatewatt.measure.Phase;
import io.gatewatt.measure.Quantity;
import io.gatewatt.ocpp.v16.Measurand;
import io.gatewatt.profile.core.keys.Quantities;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * All that can be told of a connector at one instant: what its meter measured, what its registers have counted since the period began, and what
 * is offered.
 *
 * @param reading of the meter, its register first
 * @param offer to the car
 * @param period what interval values count from
 * @param rotation of the outlet against the meter
 */
record Moment(List<Measured> reading, Offer offer, Period period, PhaseRotation rotation) {

    private static final Set<Phase> ONE_LINE = EnumSet.of(Phase.ALL, Phase.N, Phase.L1, Phase.L1_N);

    /**
     * What is offered to the car.
     *
     * @param amps per phase, A
     * @param phases 0..3
     * @param volts nominal, of a phase against neutral
     */
    record Offer(double amps, int phases, double volts) {

        double watts() {
            return amps * phases * volts;
        }
    }

    /** The values of a reading, the register first; a meter may repeat its register among the rest. */
    static List<Measured> values(MeterReading reading) {
        List<Measured> all = new ArrayList<>();
        all.add(Measured.of(Quantity.ENERGY_ACTIVE_IMPORT, reading.importWh()));
        reading.values().stream()
                .filter(m -> m.quantity() != Quantity.ENERGY_ACTIVE_IMPORT || m.phase() != Phase.ALL)
                .forEach(all::add);
        return all;
    }

    /** Everything in the words of OCPP, each conductor as it is named at the outlet. */
    List<Told> told() {
        List<Told> told = new ArrayList<>();
        // A meter of one line sits in the line of the outlet, whichever that is.
        boolean turned = reading.stream().anyMatch(m -> !ONE_LINE.contains(m.phase()));
        for (Measured m : reading) {
            Phase phase = turned ? rotation.outlet(m.phase()) : m.phase();
            Quantities.measurand(m.quantity())
                    .ifPresent(is -> told.add(new Told(is, new Measured(m.quantity(), phase, m.value()))));
            Quantities.interval(m.quantity())
                    .ifPresent(is -> period.counted(m)
                            .ifPresent(counted -> told.add(new Told(is, new Measured(m.quantity(), phase, counted)))));
        }
        told.add(new Told(Measurand.CurrentOffered, Measured.of(Quantity.CURRENT_IMPORT, offer.amps())));
        told.add(new Told(Measurand.PowerOffered, Measured.of(Quantity.POWER_ACTIVE_IMPORT, offer.watts())));
        return told;
    }
}
