// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.profile.core.meter;

import io.gatewatt.measure.Phase;
import io.gatewatt.ocpp.v16.ListValues;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * How the conductors of an outlet lie on those of its meter (ConnectorPhaseRotation, OCPP 1.6 section 9.1.7): {@code STR} says that L1 of the outlet
 * comes from the meter's second phase. Values are those of the outlet, so its names are what is told; nothing changes while the rotation is
 * RST, unknown, or not applicable.
 */
final class PhaseRotation {

    private static final String STRAIGHT = "RST";
    private static final List<Phase> LINES = List.of(Phase.L1, Phase.L2, Phase.L3);
    private static final List<Phase> LINES_TO_NEUTRAL = List.of(Phase.L1_N, Phase.L2_N, Phase.L3_N);
    /** Each pair by the line that is not in it. */
    private static final List<Phase> PAIRS = List.of(Phase.L2_L3, Phase.L3_L1, Phase.L1_L2);

    private static final Set<Phase> NEVER_TURNED = EnumSet.of(Phase.ALL, Phase.N);

    private final String rotation;

    private PhaseRotation(String rotation) {
        this.rotation = rotation;
    }

    /** That of a connector, from the value of the key. */
    static PhaseRotation of(String key, int connector) {
        String prefix = connector + ".";
        return new PhaseRotation(ListValues.items(key).stream()
                .filter(item -> item.startsWith(prefix))
                .map(item -> item.substring(prefix.length()))
                .filter(name -> name.length() == STRAIGHT.length())
                .findFirst()
                .orElse(STRAIGHT));
    }

    /** The conductor of the outlet that is this one at the meter. */
    Phase outlet(Phase meter) {
        if (NEVER_TURNED.contains(meter)) {
            return meter;
        }
        for (List<Phase> kind : List.of(LINES, LINES_TO_NEUTRAL, PAIRS)) {
            int line = kind.indexOf(meter);
            if (line >= 0) {
                return kind.get(rotation.indexOf(STRAIGHT.charAt(line)));
            }
        }
        return meter;
    }
}
