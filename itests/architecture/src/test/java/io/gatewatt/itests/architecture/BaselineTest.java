// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.itests.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import aQute.bnd.differ.Baseline;
import aQute.bnd.differ.DiffPluginImpl;
import aQute.bnd.osgi.Jar;
import aQute.bnd.osgi.Processor;
import aQute.bnd.service.diff.Delta;
import aQute.bnd.service.diff.Diff;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The api bundles against the kept baseline: a change of a package that its version does not tell breaks drivers and profiles of others. */
class BaselineTest {

    private static final Path BUNDLES =
            Path.of("").toAbsolutePath().getParent().getParent().resolve("bundles");

    @ParameterizedTest
    @ValueSource(strings = {"driver.api", "loop.api", "ocpp.api", "station.api"})
    void theVersionTellsTheChange(String name) throws Exception {
        List<String> found = new ArrayList<>();
        try (Processor processor = new Processor();
                Jar kept = new Jar(
                        BUNDLES.resolve("baseline/io.gatewatt." + name + ".jar").toFile());
                Jar built = new Jar(built(name).toFile())) {
            for (Baseline.Info info : new Baseline(processor, new DiffPluginImpl()).baseline(built, kept, null)) {
                if (info.mismatch) {
                    found.add(words(info));
                }
            }
        }
        assertEquals(
                "", String.join("\n", found), "an api package changed: see 'Changing an api' in bundles/README.md");
    }

    private static String words(Baseline.Info info) {
        StringBuilder words =
                new StringBuilder("package " + info.packageName + " is still " + info.newerVersion + ", but since "
                        + info.olderVersion + " this changed; write @Version(\"" + info.suggestedVersion + "\"):");
        leaves(info.packageDiff, "", words);
        return words.toString();
    }

    private static void leaves(Diff diff, String path, StringBuilder words) {
        if (diff.getDelta() == Delta.UNCHANGED || diff.getDelta() == Delta.IGNORED) {
            return;
        }
        boolean leaf = diff.getChildren().stream()
                        .allMatch(child -> child.getDelta() == Delta.UNCHANGED || child.getDelta() == Delta.IGNORED)
                || diff.getDelta() == Delta.ADDED
                || diff.getDelta() == Delta.REMOVED;
        if (leaf) {
            words.append("\n    ")
                    .append(diff.getDelta())
                    .append(' ')
                    .append(path)
                    .append(diff.getName());
            return;
        }
        diff.getChildren().forEach(child -> leaves(child, path + diff.getName() + " ", words));
    }

    private static Path built(String name) throws Exception {
        try (Stream<Path> files = Files.list(BUNDLES.resolve(name + "/target"))) {
            return files.filter(file -> file.getFileName()
                            .toString()
                            .matches("io\\.gatewatt\\." + name + "-[^-]+(-SNAPSHOT)?\\.jar"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("bundle " + name + " is not built; run mvn verify"));
        }
    }
}
