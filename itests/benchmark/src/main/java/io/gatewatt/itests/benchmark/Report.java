// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.itests.benchmark;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** The figures as a table for people and as a JSON file for machines. */
final class Report {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int NAME = 58;
    private static final int VALUE = 18;

    private final Figures figures;

    Report(Figures figures) {
        this.figures = figures;
    }

    /** One line per figure; behind a value stands its aim, and a mark when it is missed. */
    String table() {
        StringBuilder text = new StringBuilder(cell("median of the runs (aim)", NAME));
        figures.columns().forEach(column -> text.append(cell(column, VALUE)));
        for (Figures.Figure figure : figures.all()) {
            text.append('\n').append(cell(figure.name() + ", " + figure.unit(), NAME));
            figures.columns().forEach(column -> text.append(cell(value(figure, column), VALUE)));
        }
        return text.append('\n')
                .toString()
                .lines()
                .map(String::stripTrailing)
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static String value(Figures.Figure figure, String column) {
        OptionalDouble median = figure.median(column);
        if (median.isEmpty()) {
            return "-";
        }
        OptionalDouble limit = figure.limit(column);
        String mark = limit.isPresent() && median.getAsDouble() > limit.getAsDouble() ? " !" : "";
        return number(median.getAsDouble())
                + (limit.isPresent() ? " (" + number(limit.getAsDouble()) + ")" : "")
                + mark;
    }

    private static String number(double value) {
        int decimals = value >= 1000 ? 0 : value >= 10 ? 1 : value >= 1 ? 2 : 3;
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }

    private static String cell(String text, int width) {
        return String.format("%-" + width + "s", text);
    }

    /** Writes the file, with what it was measured on. */
    void write(Path file, List<JavaKind> jdks, Counts counts, String load) throws IOException {
        ObjectNode root = JSON.createObjectNode();
        ObjectNode machine = root.putObject("machine");
        machine.put("os", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        machine.put("arch", System.getProperty("os.arch"));
        machine.put("cpus", Runtime.getRuntime().availableProcessors());
        machine.put("loadAverageBefore", load);
        ObjectNode java = root.putObject("java");
        jdks.forEach(jdk -> java.put(jdk.label(), jdk.version()));
        root.put("counts", counts.toString());
        for (Figures.Figure figure : figures.all()) {
            ObjectNode one = root.withArray("figures").addObject();
            one.put("name", figure.name());
            one.put("unit", figure.unit());
            for (String column : figures.columns()) {
                figure.median(column).ifPresent(median -> {
                    ObjectNode values = one.withObject("/values").putObject(column);
                    values.put("median", median);
                    figure.limit(column)
                            .ifPresent(limit -> values.put("aim", limit).put("met", median <= limit));
                    figure.runs(column).forEach(values.withArray("runs")::add);
                });
            }
        }
        Files.createDirectories(file.getParent());
        JSON.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), root);
    }
}
