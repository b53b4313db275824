// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.itests.harness;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** The shipped distribution as a process of its own, in a process group of its own. */
public final class StationProcess implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(60);

    private final Process process;
    private final List<Thread> readers;
    private final int httpPort;
    private final List<String> out = new CopyOnWriteArrayList<>();
    private final List<String> err = new CopyOnWriteArrayList<>();

    private StationProcess(Process process, int httpPort) {
        this.process = process;
        this.httpPort = httpPort;
        readers = List.of(
                follow("station-stdout", process.getInputStream(), out),
                follow("station-stderr", process.getErrorStream(), err));
    }

    /** What to start. */
    public static final class Command {

        private final List<String> arguments = new ArrayList<>();
        private final Map<String, String> environment = new TreeMap<>();
        private final int httpPort = Project.freePort();
        private Path distribution = Project.distribution();

        /** {@code gatewatt run} on this home, on a free HTTP port. */
        public static Command run(Path home) {
            Command command = new Command();
            command.with("run", "--home", home.toString(), "--http", Integer.toString(command.httpPort));
            return command;
        }

        /** Any call of the command line. */
        public static Command of(String... arguments) {
            return new Command().with(arguments);
        }

        /** Another distribution than the one of this build, for example one of a later version. */
        public Command of(Path other) {
            distribution = other;
            return this;
        }

        /** More arguments. */
        public Command with(String... more) {
            arguments.addAll(List.of(more));
            return this;
        }

        /** A variable of its environment. */
        public Command environment(String name, String value) {
            environment.put(name, value);
            return this;
        }

        /** A key with its value at the first start. */
        public Command set(String key, Object value) {
            return with("--set", key + "=" + value);
        }

        /** Starts it; does not wait. */
        public StationProcess start() {
            List<String> command = new ArrayList<>(
                    List.of("setsid", distribution.resolve("bin/gatewatt").toString()));
            command.addAll(arguments);
            try {
                ProcessBuilder builder = new ProcessBuilder(command);
                // No test waits for the start cache; made beside a long one, it would take its time.
                builder.environment().put("GATEWATT_CACHE", "off");
                builder.environment().putAll(environment);
                builder.redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")));
                return new StationProcess(builder.start(), httpPort);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static Thread follow(String name, InputStream stream, List<String> lines) {
        Thread thread = new Thread(
                () -> {
                    try (BufferedReader reader =
                            new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
                        reader.lines().forEach(lines::add);
                    } catch (IOException | UncheckedIOException e) {
                        lines.add("(stream ended: " + e.getMessage() + ")");
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** Waits for the READY line and gives it. */
    public String awaitReady() {
        return awaitLine("READY ");
    }

    /** Waits for a line of standard output that begins so. */
    public String awaitLine(String start) {
        try {
            Awaitility.await()
                    .atMost(START)
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> find(start) != null || !process.isAlive());
        } catch (org.awaitility.core.ConditionTimeoutException e) {
            throw new AssertionError("no line '" + start + "' within " + START + ":\n" + told(), e);
        }
        String line = find(start);
        if (line == null) {
            throw new AssertionError("ended without a line '" + start + "':\n" + told());
        }
        return line;
    }

    private String find(String start) {
        return out.stream().filter(l -> l.startsWith(start)).findFirst().orElse(null);
    }

    /** All it wrote. */
    public String told() {
        return String.join("\n", out) + "\n--- stderr\n" + String.join("\n", err);
    }

    /** Lines of standard output so far. */
    public List<String> out() {
        return out;
    }

    /** Lines of standard error so far. */
    public List<String> err() {
        return err;
    }

    /** The HTTP port asked for. */
    public int httpPort() {
        return httpPort;
    }

    /** The virtual charger's control. */
    public Bench bench() {
        return new Bench(httpPort);
    }

    /** The process itself: the supervisor. */
    public Process process() {
        return process;
    }

    /** SIGTERM to the command: an orderly stop. */
    public StationProcess terminate() {
        process.toHandle().destroy();
        return this;
    }

    /** SIGKILL to the whole process group: the power is cut. */
    public StationProcess powerCut() {
        signal("KILL");
        return this;
    }

    private void signal(String name) {
        try {
            new ProcessBuilder("kill", "-" + name, "--", "-" + process.pid())
                    .redirectErrorStream(true)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits for the end and gives the exit code. */
    public int awaitExit() {
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                throw new AssertionError("still running after 30 s:\n" + told());
            }
            // What it said last may still be on its way; a child that lives on keeps the streams open.
            for (Thread reader : readers) {
                reader.join(2_000);
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Ends it, in order if it can be, else with the whole group. */
    @Override
    public void close() {
        terminate();
        try {
            process.waitFor(15, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        signal("KILL");
    }
}
