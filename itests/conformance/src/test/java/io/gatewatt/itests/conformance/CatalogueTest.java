// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.itests.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.gatewatt.itests.conformance.kit.Case;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** No case of the catalogue is forgotten: each has a test of its name, or says why it has none. */
class CatalogueTest {

    @Test
    void eachCaseOfTheCatalogueHasATest() throws Exception {
        Set<String> played = played();
        assertFalse(played.isEmpty());
        List<String> missing = new ArrayList<>();
        for (String line : catalogue()) {
            boolean leftOut = line.contains(" ");
            String id = line.split(" ", 2)[0].replace('-', '_');
            // A case may be played in parts: X_J_18_ping, X_J_18_answer.
            if (!leftOut && played.stream().noneMatch(name -> name.equals(id) || name.startsWith(id + "_"))) {
                missing.add(line);
            }
        }
        assertEquals(List.of(), missing);
    }

    private static List<String> catalogue() throws IOException {
        try (InputStream list = CatalogueTest.class.getResourceAsStream("/core-cases.txt")) {
            return new String(list.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .toList();
        }
    }

    private static Set<String> played() throws IOException, URISyntaxException, ClassNotFoundException {
        Path classes = Path.of(CatalogueTest.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        Set<String> names = new TreeSet<>();
        try (Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
                String name =
                        classes.relativize(file).toString().replace('/', '.').replaceFirst("\\.class$", "");
                for (Method method : Class.forName(name, false, CatalogueTest.class.getClassLoader())
                        .getDeclaredMethods()) {
                    if (method.isAnnotationPresent(Case.class)) {
                        names.add(method.getName());
                    }
                }
            }
        }
        return names;
    }
}
