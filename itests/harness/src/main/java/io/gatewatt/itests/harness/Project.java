// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.itests.harness;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where things are. */
public final class Project {

    private Project() {}

    /** The top folder of the checkout. */
    public static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null
                && !(Files.isDirectory(folder.resolve("bundles")) && Files.isDirectory(folder.resolve("runtime")))) {
            folder = folder.getParent();
        }
        if (folder == null) {
            throw new IllegalStateException("run inside the project: no folder above "
                    + Path.of("").toAbsolutePath() + " has bundles/ and runtime/");
        }
        return folder;
    }

    /** The unpacked distribution. */
    public static Path distribution() {
        Path folder = root().resolve("runtime/target/gatewatt");
        if (!Files.isExecutable(folder.resolve("bin/gatewatt"))) {
            throw new IllegalStateException("no distribution at " + folder + ": run 'mvn package' first");
        }
        return folder;
    }

    /** A port of the loopback interface that is free now. */
    public static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException("no free port", e);
        }
    }
}
