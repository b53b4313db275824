// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.transport.pcsc.runtime;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * The machine's PC/SC service, pcscd, with two virtual terminals. There can be one per machine: who makes this waits for another test that has it, and the
 * test is skipped when somebody else has.
 */
final class PcscService implements AutoCloseable {

    private static final List<String> PROGRAMS =
            List.of("/usr/sbin/pcscd", "/usr/lib/pcsc/drivers/serial/libifdvpcd.so", "/usr/bin/python3", "/sbin/ip");
    private static final String INSTALL =
            "apt-get install -y --no-install-recommends pcscd libpcsclite1 vsmartcard-vpcd python3 iproute2";

    private final FileChannel lock;
    private final Process process;
    private final Writer commands;
    private final BufferedReader answers;

    /** Not started yet. */
    PcscService(Path folder) throws IOException {
        for (String program : PROGRAMS) {
            assumeTrue(Files.exists(Path.of(program)), () -> program + " is missing: " + INSTALL);
        }
        assumeTrue(
                "root".equals(System.getProperty("user.name")),
                "pcscd and a network namespace for its terminals need root: sudo mvn test");
        lock = FileChannel.open(
                Path.of("/tmp/gatewatt-pcscd.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        lock.lock();
        boolean alone = !Files.exists(Path.of("/run/pcscd/pcscd.pid"));
        if (!alone) {
            lock.close();
        }
        assumeTrue(alone, "another pcscd runs, and there can be one per machine: systemctl stop pcscd.socket pcscd");
        process = new ProcessBuilder("unshare", "-n", "/usr/bin/python3", "src/test/peers/vpcd.py", folder.toString())
                .redirectError(folder.resolve("vpcd.log").toFile())
                .start();
        commands = process.outputWriter();
        answers = process.inputReader();
        answered("to begin");
    }

    /** Does it, and returns when it is done; the commands are those of {@code vpcd.py}. */
    void now(String command) {
        try {
            commands.write(command + "\n");
            commands.flush();
            answered(command);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void answered(String command) throws IOException {
        String answer = answers.readLine();
        if (!"ok".equals(answer)) {
            throw new IOException(command + ": " + answer);
        }
    }

    @Override
    public void close() throws IOException {
        try (lock) {
            commands.close();
            process.waitFor();
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
        }
    }
}
