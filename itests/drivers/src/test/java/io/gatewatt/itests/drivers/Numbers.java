// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.itests.drivers;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewatt.itests.harness.Project;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What drivers and their exchange cost: printed, and in {@code target/drivers.json}. Nothing is asserted on them. */
final class Numbers {

    private static final Path FILE = Project.root().resolve("itests/drivers/target/drivers.json");
    private static final ObjectMapper JSON = new ObjectMapper();

    private Numbers() {}

    /** Another figure. */
    static synchronized void put(String name, Number value) {
        System.out.println("numbers: " + name + " " + value);
        try {
            ObjectNode all = Files.exists(FILE) ? (ObjectNode) JSON.readTree(FILE.toFile()) : JSON.createObjectNode();
            all.put(name, value.doubleValue());
            Files.createDirectories(FILE.getParent());
            JSON.writerWithDefaultPrettyPrinter().writeValue(FILE.toFile(), all);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Median, 99th percentile and maximum of these. */
    static void put(String name, List<Double> values) {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        put(name + "P50", at(sorted, 0.5));
        put(name + "P99", at(sorted, 0.99));
        put(name + "Max", at(sorted, 1));
    }

    /** The value that this share of all does not exceed, to a thousandth. */
    private static double at(List<Double> sorted, double share) {
        int index = Math.max(0, (int) Math.ceil(share * sorted.size()) - 1);
        return sorted.isEmpty() ? 0 : Math.round(1000 * sorted.get(index)) / 1000.0;
    }
}
