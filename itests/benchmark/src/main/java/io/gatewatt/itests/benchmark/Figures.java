// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.itests.benchmark;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/** All that was measured: figures by name, each with the values of its runs in one column per kind of Java. */
final class Figures {

    private final Map<String, Figure> figures = new LinkedHashMap<>();
    private final Set<String> columns = new LinkedHashSet<>();

    /** A figure that has an aim: at most this in a column, the same in all where none is named. */
    Figures aim(String name, String unit, double limit, Map<String, Double> others) {
        figure(name, unit).limit = OptionalDouble.of(limit);
        figure(name, unit).limits.putAll(others);
        return this;
    }

    /** Takes the value of one run. */
    void add(String name, String unit, String column, double value) {
        columns.add(column);
        figure(name, unit).runs.computeIfAbsent(column, c -> new ArrayList<>()).add(value);
    }

    private Figure figure(String name, String unit) {
        return figures.computeIfAbsent(name, n -> new Figure(n, unit));
    }

    /** The values of a figure in a column so far. */
    List<Double> runs(String name, String column) {
        Figure figure = figures.get(name);
        return figure == null ? List.of() : figure.runs(column);
    }

    /** Those with values, in the order they were first named. */
    List<Figure> all() {
        return figures.values().stream()
                .filter(figure -> !figure.runs.isEmpty())
                .toList();
    }

    /** Kinds of Java, in the order they were measured. */
    List<String> columns() {
        return List.copyOf(columns);
    }

    /** One figure. */
    static final class Figure {

        private final String name;
        private final String unit;
        private final Map<String, List<Double>> runs = new LinkedHashMap<>();
        private final Map<String, Double> limits = new LinkedHashMap<>();
        private OptionalDouble limit = OptionalDouble.empty();

        Figure(String name, String unit) {
            this.name = name;
            this.unit = unit;
        }

        String name() {
            return name;
        }

        String unit() {
            return unit;
        }

        /** Values of the runs in a column. */
        List<Double> runs(String column) {
            return runs.getOrDefault(column, List.of());
        }

        /** The median of the runs; empty when the column has none. */
        OptionalDouble median(String column) {
            List<Double> sorted = runs(column).stream().sorted().toList();
            int size = sorted.size();
            return size == 0
                    ? OptionalDouble.empty()
                    : OptionalDouble.of((sorted.get((size - 1) / 2) + sorted.get(size / 2)) / 2);
        }

        /** What it should at most be in a column; empty for a figure that is only told. */
        OptionalDouble limit(String column) {
            Double own = limits.get(column);
            return own == null ? limit : OptionalDouble.of(own);
        }
    }
}
