// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.runtime;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the person asked for.
 *
 * @param task which of the four things
 * @param home where state, configuration and secrets live; empty for the default
 * @param feature name of the feature file
 * @param port of the console on 127.0.0.1, 0..65535; 0 takes any free one
 * @param first settings for the first start of a home
 * @param always settings for every start; the central system and the identity are among them
 * @param offlineOk whether READY may be told before the central system has accepted the station
 * @param verbose whether the log tells details
 */
record CommandLine(
        Task task,
        Optional<Path> home,
        String feature,
        int port,
        Map<String, String> first,
        Map<String, String> always,
        boolean offlineOk,
        boolean verbose) {

    /** What to do. */
    enum Task {
        RUN,
        DEMO,
        HELP,
        VERSION
    }

    /** Setting behind {@code --csms}. */
    static final String CSMS = "Connection.url";
    /** Setting behind {@code --identity}. */
    static final String IDENTITY = "Connection.identity";

    private static final int DEFAULT_PORT = 8080;

    /**
     * The home: the one asked for, else that of the environment. The demo begins afresh in a home of its own and never in one that the
     * environment names: there a station may live.
     */
    Path homeIn(Map<String, String> environment) {
        String named = task == Task.DEMO ? "" : environment.getOrDefault("GATEWATT_HOME", "");
        String user = environment.getOrDefault("HOME", System.getProperty("user.home"));
        return home.orElseGet(() -> named.isEmpty() ? Path.of(user, ".gatewatt", feature) : Path.of(named));
    }

    /** Whether what the home remembers is erased first. */
    boolean beginsAfresh() {
        return task == Task.DEMO && home.isEmpty();
    }

    /** @throws Refusal when the arguments make no sense */
    static CommandLine parse(String... arguments) {
        Deque<String> left = new ArrayDeque<>(List.of(arguments));
        if (left.isEmpty()) {
            throw Refusal.usage("say what to do: gatewatt run, gatewatt demo or gatewatt --help");
        }
        String word = left.pop();
        return switch (word) {
            case "--help", "-h", "help" -> only(Task.HELP);
            case "--version", "version" -> only(Task.VERSION);
            case "run" -> new Parser(Task.RUN, left).parse();
            case "demo" -> new Parser(Task.DEMO, left).parse();
            default ->
                throw Refusal.usage("there is no command " + word
                        + "; there are run, demo, driver and prepare, and gatewatt --help");
        };
    }

    private static CommandLine only(Task task) {
        return new CommandLine(task, Optional.empty(), "", DEFAULT_PORT, Map.of(), Map.of(), false, false);
    }

    private static final class Parser {
        private final Task task;
        private final Deque<String> left;
        private final Map<String, String> first = new LinkedHashMap<>();
        private final Map<String, String> always = new LinkedHashMap<>();
        private Optional<Path> home = Optional.empty();
        private String feature;
        private int port = DEFAULT_PORT;
        private boolean offlineOk;
        private boolean verbose;

        Parser(Task task, Deque<String> left) {
            this.task = task;
            this.left = left;
            this.feature = task == Task.DEMO ? "demo" : "bench";
        }

        CommandLine parse() {
            while (!left.isEmpty()) {
                String option = left.pop();
                switch (option) {
                    case "--home" -> home = Optional.of(path(value(option)));
                    case "--feature" -> feature = runOnly(option);
                    case "--csms" -> always.put(CSMS, runOnly(option));
                    case "--identity" -> always.put(IDENTITY, runOnly(option));
                    case "--http" -> port = port(value(option));
                    case "--set" -> set(first, value(option));
                    case "--set!" -> set(always, value(option));
                    case "--offline-ok" -> offlineOk = true;
                    case "--verbose", "-v" -> verbose = true;
                    case "--help", "-h" -> {
                        return only(Task.HELP);
                    }
                    default -> throw Refusal.usage("there is no option " + option + "; gatewatt --help lists them");
                }
            }
            return new CommandLine(
                    task, home, feature, port, Map.copyOf(first), Map.copyOf(always), offlineOk, verbose);
        }

        private String value(String option) {
            String value = left.poll();
            if (value == null || value.isEmpty()) {
                throw Refusal.usage(option + " needs a value; gatewatt --help tells which");
            }
            return value;
        }

        private String runOnly(String option) {
            if (task == Task.DEMO) {
                throw Refusal.usage(option + " does not go with demo, which brings its own; use gatewatt run");
            }
            return value(option);
        }

        private static Path path(String text) {
            try {
                return Path.of(text);
            } catch (InvalidPathException e) {
                throw Refusal.usage("--home " + text + ": no path: " + e.getReason());
            }
        }

        private static int port(String text) {
            try {
                int port = Integer.parseInt(text);
                if (port >= 0 && port <= 65535) {
                    return port;
                }
            } catch (NumberFormatException e) {
                // told below
            }
            throw Refusal.usage("--http " + text + ": expected a port, 1 to 65535, or 0 for any free one");
        }

        private static void set(Map<String, String> into, String text) {
            int equals = text.indexOf('=');
            if (equals < 1) {
                throw Refusal.usage("--set " + text + ": expected KEY=VALUE");
            }
            into.put(text.substring(0, equals), text.substring(equals + 1));
        }
    }
}
