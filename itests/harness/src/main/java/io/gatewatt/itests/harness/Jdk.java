// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.itests.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Java installations of this machine. */
public final class Jdk {

    private static final Path INSTALLED = Path.of("/usr/lib/jvm");

    private Jdk() {}

    /** The home of this release of Java: the one these tests run on, what {@code JAVA25_HOME} names, or one below {@code /usr/lib/jvm}. */
    public static Optional<Path> home(int release) {
        String named = System.getenv("JAVA" + release + "_HOME");
        Stream<Path> told = Stream.concat(
                Stream.of(Path.of(System.getProperty("java.home"))), Optional.ofNullable(named).map(Path::of).stream());
        return Stream.concat(told, installed())
                .filter(home -> is(home, release))
                .findFirst();
    }

    private static Stream<Path> installed() {
        if (!Files.isDirectory(INSTALLED)) {
            return Stream.empty();
        }
        try (Stream<Path> homes = Files.list(INSTALLED)) {
            return homes.sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean is(Path home, int release) {
        Path told = home.resolve("release");
        if (!Files.isExecutable(home.resolve("bin/java")) || !Files.isReadable(told)) {
            return false;
        }
        try {
            return Files.readString(told).matches("(?s).*JAVA_VERSION=\"" + release + "\\b.*");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
