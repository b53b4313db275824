// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.itests.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The same source gives the same jars: nothing in them tells when, where, by whom or with what they were built. */
class ReproducibleTest {

    private static final Path ROOT = Path.of("").toAbsolutePath().getParent().getParent();
    private static final Set<String> TELLTALE =
            Set.of("Bnd-LastModified", "Build-Jdk", "Build-Jdk-Spec", "Built-By", "Build-Date", "Tool");

    @Test
    void noJarTellsWhenOrByWhomItWasBuilt() throws IOException {
        List<Path> jars = ours();
        assertFalse(jars.isEmpty());
        List<String> found = new ArrayList<>();
        LocalDateTime time = LocalDateTime.ofInstant(outputTimestamp(), ZoneOffset.UTC);
        for (Path path : jars) {
            try (JarFile jar = new JarFile(path.toFile())) {
                for (JarEntry entry : jar.stream().toList()) {
                    if (!entry.getTimeLocal().equals(time)) {
                        found.add(path.getFileName() + ": " + entry.getName() + " is of " + entry.getTimeLocal()
                                + ", not " + time);
                    }
                }
                Manifest manifest = jar.getManifest();
                Set<String> headers = manifest.getMainAttributes().keySet().stream()
                        .map(Object::toString)
                        .collect(Collectors.toCollection(TreeSet::new));
                headers.retainAll(TELLTALE);
                headers.forEach(header -> found.add(path.getFileName() + ": its manifest has " + header));
            }
        }
        assertEquals("", String.join("\n", found));
    }

    private static List<Path> ours() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT.resolve("runtime/target/gatewatt"))) {
            return files.filter(file -> file.getFileName().toString().matches("io\\.gatewatt\\..*\\.jar"))
                    .sorted()
                    .toList();
        }
    }

    private static Instant outputTimestamp() throws IOException {
        Matcher matcher = Pattern.compile("<project.build.outputTimestamp>([^<]+)<")
                .matcher(Files.readString(ROOT.resolve("pom.xml")));
        if (!matcher.find()) {
            throw new AssertionError(
                    "no project.build.outputTimestamp in the parent POM: without it no jar can be built twice");
        }
        return Instant.parse(matcher.group(1));
    }
}
