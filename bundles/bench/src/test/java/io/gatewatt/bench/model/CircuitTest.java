// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.bench.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gatewatt.measure.DeviceFault;
import io.gatewatt.measure.PilotState;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CircuitTest {

    @ParameterizedTest(
            name =
                    "cable {0}, fixed {1}, car {2}, diode {3}, offer {4} A, fault {5} -> pilot {6}, cable {7}, contactor {8}")
    @CsvSource({
        "NONE,    false, C, true,  16, none,     A, false, false",
        "NONE,    true,  C, true,  16, none,     A, true,  false",
        "EV,      false, C, true,  16, none,     A, false, false",
        "EV,      true,  C, true,  16, none,     C, true,  true",
        "STATION, false, C, true,  16, none,     A, true,  false",
        "BOTH,    false, C, true,  0,  none,     B, true,  false",
        "BOTH,    false, C, true,  5,  none,     B, true,  false",
        "BOTH,    false, C, true,  6,  none,     C, true,  true",
        "BOTH,    false, B, true,  16, none,     B, true,  false",
        "BOTH,    false, D, true,  0,  none,     B, true,  false",
        "BOTH,    false, D, true,  16, none,     D, true,  true",
        "BOTH,    false, E, true,  16, none,     E, true,  false",
        "BOTH,    false, F, true,  16, none,     F, true,  false",
        "HALF,    false, C, true,  16, none,     C, true,  true",
        "BOTH,    false, C, false, 16, none,     C, true,  false",
        "BOTH,    false, C, true,  16, warning,  C, true,  true",
        "BOTH,    false, C, true,  16, blocking, C, true,  false",
    })
    void derivesPilotAndContactor(
            String side,
            boolean fixed,
            PilotState wish,
            boolean diode,
            double offer,
            String fault,
            PilotState pilot,
            boolean cable,
            boolean contactor) {
        Cable plugged = side.equals("NONE") ? Cable.NONE : Cable.NONE.plug(Side.valueOf(side));
        Optional<DeviceFault> broken = fault.equals("none")
                ? Optional.empty()
                : Optional.of(new DeviceFault(DeviceFault.Kind.GROUND, "", "", fault.equals("blocking")));
        Circuit circuit = new Circuit(plugged, fixed, new Car(wish, 32, 3, diode), offer, 3, broken);
        assertEquals(pilot, circuit.pilot());
        assertEquals(cable, circuit.proximity());
        assertEquals(contactor, circuit.contactorClosed());
        assertEquals(contactor, circuit.powerW() > 0);
    }

    @ParameterizedTest(name = "offer {0} A x {1}, car {2} A x {3} -> {4} W")
    @CsvSource({
        "32, 3, 32, 3, 22080",
        "16, 3, 32, 3, 11040",
        "32, 3, 16, 1, 3680",
        "6, 1, 32, 3, 1380",
        "10.5, 2, 32, 3, 4830",
        "32, 3, 0, 3, 0"
    })
    void powerIsTheSmallerOfBothTimesThePhasesOfBoth(
            double offer, int phases, double carAmps, int carPhases, double watts) {
        Cable plugged = Cable.NONE.plug(Side.BOTH);
        Car car = new Car(PilotState.C, carAmps, carPhases, true);
        assertEquals(watts, new Circuit(plugged, false, car, offer, phases, Optional.empty()).powerW(), 1e-9);
    }
}
