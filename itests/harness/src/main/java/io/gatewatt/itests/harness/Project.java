// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.itests.harness;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/** Where things are. */
public final class Project {

    private static final int LOWEST_PORT = 12_000;
    private static final int BELOW_OUTGOING = 32_000;
    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

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

    /**
     * A port of the loopback interface that is free now, given once. It lies below those that the system gives to outgoing connections: one
     * that is closed for a moment stays free.
     */
    public static int freePort() {
        for (int attempt = 0; attempt < 1_000; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST_PORT, BELOW_OUTGOING);
            try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                if (GIVEN.add(port)) {
                    return socket.getLocalPort();
                }
            } catch (IOException e) {
                // Somebody has it: the next one.
            }
        }
        throw new IllegalStateException("no free port");
    }
}
