// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** What standard output goes to. */
final class Terminal {

    private Terminal() {}

    /** Whether colours may be used: on a terminal that knows them, unless NO_COLOR is set. */
    static boolean colours(Map<String, String> environment) {
        return !environment.containsKey("NO_COLOR")
                && !environment.getOrDefault("TERM", "dumb").equals("dumb")
                && terminal();
    }

    /** System.console() tells nothing of standard output alone, and from Java 22 on it is there without a terminal, too. */
    private static boolean terminal() {
        try {
            String out = Files.readSymbolicLink(Path.of("/proc/self/fd/1")).toString();
            return out.startsWith("/dev/pts/") || out.startsWith("/dev/tty");
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }
}
