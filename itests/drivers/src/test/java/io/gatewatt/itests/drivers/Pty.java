// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.itests.drivers;

import io.gatewatt.itests.harness.Csms;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.awaitility.Awaitility;

/** A serial port under a fixed name, which can be pulled and put back: a pseudo terminal of socat. */
final class Pty implements AutoCloseable {

    private final Path link;
    private final String far;
    private Process socat;

    private Pty(Path link, String far) {
        this.link = link;
        this.far = far;
        plug();
    }

    /** A port whose device listens on this TCP port of loopback. */
    static Pty to(Path link, int port) {
        return new Pty(link, "TCP:127.0.0.1:" + port + ",nodelay");
    }

    /** A port whose device opens this other name. */
    static Pty to(Path link, Path other) {
        Pty pty = new Pty(link, "pty,raw,echo=0,link=" + other);
        Awaitility.await().atMost(Csms.PATIENCE).until(() -> Files.exists(other));
        return pty;
    }

    /** A port whose device is the test. */
    static Pty of(Path link) {
        return new Pty(link, "-");
    }

    /** Its name, for a configuration. */
    String path() {
        return link.toString();
    }

    /** The port is there. */
    void plug() {
        try {
            socat = new ProcessBuilder("/usr/bin/socat", "pty,raw,echo=0,link=" + link, far)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Awaitility.await().atMost(Csms.PATIENCE).until(() -> Files.exists(link));
    }

    /** The port is gone, under whoever has it open. */
    void unplug() {
        socat.destroyForcibly();
        Awaitility.await().atMost(Csms.PATIENCE).until(() -> !socat.isAlive());
        try {
            // socat, when it is killed, leaves the link behind.
            if (Files.exists(link, LinkOption.NOFOLLOW_LINKS)) {
                Files.delete(link);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The device, when it is the test, speaks. */
    void say(byte... bytes) {
        try {
            OutputStream out = socat.getOutputStream();
            out.write(bytes);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        unplug();
    }
}
