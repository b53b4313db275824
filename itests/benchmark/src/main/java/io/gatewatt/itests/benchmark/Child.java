// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.itests.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A process that this one started and ends. */
final class Child implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 30;

    private final Process process;
    private final Path errors;
    private final BufferedReader out;
    private final long began = System.nanoTime();

    /** Starts it under this JDK, with its errors in a file. */
    Child(JavaKind jdk, Path errors, List<String> command) throws IOException {
        this.errors = errors;
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
        builder.environment().put("JAVA_HOME", jdk.home().toString());
        builder.environment().put("GATEWATT_CACHE", jdk.cached() ? "use" : "off");
        process = builder.start();
        out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** A program of this module under the flags of a station. */
    static Child program(JavaKind jdk, Path errors, List<String> flags, Class<?> program, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(jdk.java()));
        command.addAll(flags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
        command.addAll(List.of(arguments));
        return new Child(jdk, errors, command);
    }

    /** Waits for a line of its output that begins so. */
    String line(String start) throws IOException {
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith(start)) {
                return line;
            }
        }
        throw new IOException("ended without a line '" + start + "':\n" + Files.readString(errors));
    }

    /** Seconds since it was started. */
    double age() {
        return (System.nanoTime() - began) / 1e9;
    }

    long pid() {
        return process.pid();
    }

    /** Waits for its end, and demands that it is a good one. */
    void await() throws IOException, InterruptedException {
        int code = process.waitFor();
        if (code != 0) {
            throw new IOException("ended with code " + code + ":\n" + Files.readString(errors));
        }
    }

    /** Asks it to end, and makes it when it does not. */
    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
