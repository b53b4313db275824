// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.transport.serial.runtime;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A pseudo terminal as a serial port: its device end is a link in a folder, its far end are the streams of socat. */
final class Pty implements AutoCloseable {

    private final Path link;
    private Process socat;

    Pty(Path link) throws IOException {
        assumeTrue(
                Files.isExecutable(Path.of("/usr/bin/socat")),
                "socat is missing: apt-get install -y --no-install-recommends socat");
        this.link = link;
        plug();
    }

    void plug() throws IOException {
        socat = new ProcessBuilder("/usr/bin/socat", "-", "pty,raw,echo=0,link=" + link)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        await().until(() -> Files.exists(link));
    }

    /** The port vanishes under whoever has it open. */
    void unplug() {
        socat.destroyForcibly();
        await().until(() -> !socat.isAlive());
        link.toFile().delete(); // socat, killed, leaves the link behind
    }

    String path() {
        return link.toString();
    }

    /** The device speaks. */
    void say(byte... bytes) throws IOException {
        OutputStream out = socat.getOutputStream();
        out.write(bytes);
        out.flush();
    }

    /** What the device hears; blocks. */
    byte[] hear(int count) throws IOException {
        InputStream in = socat.getInputStream();
        return in.readNBytes(count);
    }

    @Override
    public void close() {
        unplug();
    }
}
