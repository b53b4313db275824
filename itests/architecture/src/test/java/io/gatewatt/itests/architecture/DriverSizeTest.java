// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.itests.architecture;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Tells how much a driver costs: files and lines of each. A figure, not a limit; the aim is 120 lines of Java, and none for a meter with a map. */
class DriverSizeTest {

    private static final Path BUNDLES =
            Path.of("").toAbsolutePath().getParent().getParent().resolve("bundles");
    private static final List<String> NO_DRIVERS = List.of("driver.api", "driver.contract", "driver.simulated");

    @Test
    void tellsFilesAndLinesOfEachDriver() throws IOException {
        List<Path> drivers;
        try (Stream<Path> folders = Files.list(BUNDLES)) {
            drivers = folders.filter(folder -> folder.getFileName().toString().startsWith("driver."))
                    .filter(folder -> !NO_DRIVERS.contains(folder.getFileName().toString()))
                    .sorted()
                    .toList();
        }
        assertFalse(drivers.isEmpty());
        StringBuilder table = new StringBuilder(
                String.format("%n%-22s %6s %6s %8s %6s%n", "driver", "files", "Java", "longest", "maps"));
        for (Path driver : drivers) {
            List<Path> java = files(driver, ".java");
            long longest = 0;
            long lines = 0;
            for (Path file : java) {
                lines += lines(file);
                longest = Math.max(longest, lines(file));
            }
            table.append(String.format(
                    "%-22s %6d %6d %8d %6d%n",
                    driver.getFileName(),
                    java.size(),
                    lines,
                    longest,
                    files(driver, ".json").size()));
        }
        System.out.println(table);
    }

    /** Without {@code package-info}, which says nothing to the machine. */
    private static List<Path> files(Path driver, String kind) throws IOException {
        try (Stream<Path> files = Files.walk(driver.resolve("src/main"))) {
            return files.filter(file -> file.toString().endsWith(kind))
                    .filter(file -> !file.endsWith("package-info.java"))
                    .toList();
        }
    }

    private static long lines(Path file) throws IOException {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.count();
        }
    }
}
