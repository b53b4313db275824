// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.itests.drivers;

import io.gatewatt.itests.harness.Csms;
import io.gatewatt.itests.harness.Project;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A program that plays devices, until it is closed. It says "ready", then answers each line with one. */
final class Peer implements AutoCloseable {

    private static final Path SCRIPTS = Project.root().resolve("itests/drivers/src/test/peers");
    private static final String ENDED = "(ended)";

    private final Process process;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

    private Peer(List<String> command) {
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread reader = new Thread(this::read, "peer-" + process.pid());
        reader.setDaemon(true);
        reader.start();
        await("ready");
    }

    /** One of our scripts. */
    static Path script(String name) {
        return SCRIPTS.resolve(name);
    }

    /** Starts a Python script and waits until it serves. */
    static Peer python(String script, String... arguments) {
        return program(
                Stream.concat(Stream.of("/usr/bin/python3", script(script).toString()), Stream.of(arguments))
                        .toArray(String[]::new));
    }

    /** Starts a program and waits until it serves. */
    static Peer program(String... command) {
        return new Peer(List.of(command));
    }

    private void read() {
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            reader.lines().forEach(lines::add);
        } catch (IOException | UncheckedIOException e) {
            lines.add(e.toString());
        }
        lines.add(ENDED);
    }

    /** Tells it something and gives what it answers. */
    String say(String line) {
        try {
            OutputStream in = process.getOutputStream();
            in.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            in.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return await("ok");
    }

    private String await(String start) {
        StringBuilder told = new StringBuilder();
        while (true) {
            try {
                String line = lines.poll(Csms.PATIENCE.toSeconds(), TimeUnit.SECONDS);
                if (line != null && line.startsWith(start)) {
                    return line;
                }
                told.append(line).append('\n');
                if (line == null || line.equals(ENDED)) {
                    throw new AssertionError(
                            process.info().commandLine().orElse("peer") + " did not say " + start + " but:\n" + told);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    /** Ends it: by the end of its input, or if need be by force. */
    @Override
    public void close() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            // It is gone already.
        }
        try {
            if (!process.waitFor(2, TimeUnit.SECONDS)) {
                process.destroy();
            }
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
