// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.itests.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatewatt.itests.harness.StationProcess;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code gatewatt demo}: the first thing anybody sees. */
class DemoTest {

    @Test
    void tellsAWholeSessionAndStaysUp(@TempDir java.nio.file.Path home) {
        try (StationProcess demo = StationProcess.Command.of(
                        "demo",
                        "--home",
                        home.toString(),
                        "--http",
                        Integer.toString(io.gatewatt.itests.harness.Project.freePort()))
                .start()) {
            org.awaitility.Awaitility.await()
                    .atMost(java.time.Duration.ofSeconds(90))
                    .until(() -> demo.out().stream().anyMatch(l -> l.contains("StopTransaction"))
                                    && demo.out().stream().anyMatch(l -> l.contains("Ctrl-C"))
                            || !demo.process().isAlive());
            String told = String.join("\n", demo.out());
            for (String action : List.of(
                    "BootNotification",
                    "StatusNotification",
                    "Authorize",
                    "StartTransaction",
                    "MeterValues",
                    "StopTransaction")) {
                assertTrue(told.contains(action), "no " + action + " in the story:\n" + demo.told());
            }
            assertEquals(
                    1,
                    demo.out().stream()
                            .filter(l -> l.matches(".*password \\w{16,}.*"))
                            .count(),
                    told);
            assertTrue(demo.process().isAlive(), "the demo must stay up:\n" + demo.told());
            demo.terminate();
            assertEquals(0, demo.awaitExit(), demo.told());
        }
    }
}
