// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.profile.core.meter;

import io.gatewatt.loop.Row;
import io.gatewatt.measure.Measured;
import io.gatewatt.measure.Phase;
import io.gatewatt.measure.Quantity;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * The registers as they stood when a period began: what an interval value counts from.
 *
 * @param registers Wh or varh, by quantity and conductor
 */
record Period(Map<String, Double> registers) {

    /** A period of which nothing is known. */
    static final Period UNKNOWN = new Period(Map.of());

    Period {
        registers = Map.copyOf(registers);
    }

    /** One that begins with this reading. */
    static Period from(List<Measured> reading) {
        Map<String, Double> registers = new HashMap<>();
        reading.stream().filter(m -> register(m.quantity())).forEach(m -> registers.put(key(m), m.value()));
        return new Period(registers);
    }

    /** What a register has counted since; empty when it was not there, or has gone back: then it is another meter's. */
    OptionalDouble counted(Measured now) {
        Double before = registers.get(key(now));
        return before == null || now.value() < before
                ? OptionalDouble.empty()
                : OptionalDouble.of(now.value() - before);
    }

    static boolean register(Quantity quantity) {
        return switch (quantity) {
            case ENERGY_ACTIVE_IMPORT, ENERGY_ACTIVE_EXPORT, ENERGY_REACTIVE_IMPORT, ENERGY_REACTIVE_EXPORT -> true;
            default -> false;
        };
    }

    Row row() {
        Map<String, String> fields = new HashMap<>();
        registers.forEach((register, value) -> fields.put(register, Double.toString(value)));
        return Row.of(fields);
    }

    static Period of(Row row) {
        Map<String, Double> registers = new HashMap<>();
        row.fields().forEach((register, value) -> registers.put(register, Double.valueOf(value)));
        return new Period(registers);
    }

    private static String key(Measured m) {
        return m.phase() == Phase.ALL ? m.quantity().name() : m.quantity() + "." + m.phase();
    }
}
