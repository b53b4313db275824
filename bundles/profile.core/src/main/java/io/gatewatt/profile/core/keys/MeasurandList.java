// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.profile.core.keys;

import io.gatewatt.measure.Phase;
import io.gatewatt.ocpp.v16.ListValues;
import io.gatewatt.ocpp.v16.Measurand;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A list of measurands as a key holds it: names, each with a phase behind a dot or without (OCPP 1.6 section 9.1.17). */
public final class MeasurandList {

    private static final Map<String, Phase> PHASES = Stream.of(Phase.values())
            .filter(p -> p != Phase.ALL)
            .collect(Collectors.toMap(MeasurandList::wireName, Function.identity()));

    private MeasurandList() {}

    /**
     * One item.
     *
     * @param measurand what
     * @param phase which conductor; empty for all there are
     */
    public record Item(Measurand measurand, Optional<Phase> phase) {

        /** Whether a value of this conductor is meant; a value of L1 is one against N. */
        public boolean takes(Phase measured) {
            return phase.map(asked -> asked == measured || toNeutral(asked) == toNeutral(measured))
                    .orElse(true);
        }

        private static Phase toNeutral(Phase phase) {
            return switch (phase) {
                case L1 -> Phase.L1_N;
                case L2 -> Phase.L2_N;
                case L3 -> Phase.L3_N;
                default -> phase;
            };
        }
    }

    /** A phase as spelt on the wire. */
    public static String wireName(Phase phase) {
        return phase.name().replace('_', '-');
    }

    /** The items of a list that was accepted before; what is not understood is left out. */
    public static List<Item> parse(String value) {
        return ListValues.items(value).stream()
                .map(MeasurandList::item)
                .flatMap(Optional::stream)
                .toList();
    }

    /** As {@link #parse}, but the energy register when the list is empty: the default of OCPP for meter values. */
    public static List<Item> parseOrRegister(String value) {
        List<Item> items = parse(value);
        return items.isEmpty() ? List.of(new Item(Measurand.EnergyActiveImportRegister, Optional.empty())) : items;
    }

    /** Why the list cannot be: no list of measurands, too many of them, or one that is not measured here. */
    static Optional<String> refuse(String value, int limit, Predicate<Item> measurable) {
        return ListValues.refuseMeasurands(value, limit).or(() -> {
            List<String> wrong = ListValues.items(value).stream()
                    .filter(name -> item(name).filter(measurable).isEmpty())
                    .map(name -> "'" + name + "' is not measured by this station")
                    .toList();
            return wrong.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", wrong));
        });
    }

    private static Optional<Item> item(String name) {
        int dot = name.lastIndexOf('.');
        Phase phase = dot < 0 ? null : PHASES.get(name.substring(dot + 1));
        String measurand = phase == null ? name : name.substring(0, dot);
        return Measurand.named(measurand).map(m -> new Item(m, Optional.ofNullable(phase)));
    }
}
