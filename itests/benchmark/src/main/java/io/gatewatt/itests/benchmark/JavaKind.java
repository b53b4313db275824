// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.itests.benchmark;

import io.gatewatt.itests.harness.Jdk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Java to measure on, with or without the start cache that the distribution makes on it.
 *
 * @param version full, as its release file says
 * @param cached whether the start cache is used
 */
record JavaKind(int release, String version, Path home, boolean cached) {

    private static final Pattern VERSION = Pattern.compile("JAVA_VERSION=\"([^\"]*)\"");
    private static final int OLDEST = 17;
    private static final int FIRST_WITH_AOT = 25;

    /** Java 17 and 25 where they are installed, each as it is and with its cache. */
    static List<JavaKind> all() {
        List<JavaKind> found = new ArrayList<>();
        for (int release : new int[] {OLDEST, FIRST_WITH_AOT}) {
            Jdk.home(release).ifPresent(home -> {
                found.add(new JavaKind(release, version(home), home, false));
                found.add(new JavaKind(release, version(home), home, true));
            });
        }
        if (found.isEmpty()) {
            Path home = Path.of(System.getProperty("java.home"));
            found.add(new JavaKind(Runtime.version().feature(), version(home), home, false));
        }
        return found;
    }

    private static String version(Path home) {
        try {
            Matcher version = VERSION.matcher(Files.readString(home.resolve("release")));
            return version.find() ? version.group(1) : "unknown";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Heading of its column. */
    String label() {
        return "Java " + release + (cached ? release < FIRST_WITH_AOT ? " CDS" : " AOT" : "");
    }

    String java() {
        return home.resolve("bin/java").toString();
    }
}
