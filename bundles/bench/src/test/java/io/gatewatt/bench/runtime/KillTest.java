// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.bench.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatewatt.bench.model.Connector;
import io.gatewatt.bench.model.Memory;
import io.gatewatt.bench.model.Side;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Kills a process that charges and reads, and looks at the meter afterwards. */
@Timeout(30)
class KillTest {

    @TempDir
    Path folder;

    @RepeatedTest(2)
    void theMeterIsNeverBelowWhatItShowed() throws Exception {
        long shown = 0;
        for (int lines : new int[] {1, 40}) {
            long last = killAfter(lines);
            assertTrue(last > shown, "the meter did not go on from " + shown + " but showed " + last);
            Memory left = new FileMemory(folder).load(1).orElseThrow();
            assertTrue(left.registerWh() >= last, "showed " + last + " Wh, but " + left.registerWh() + " were left");
            assertTrue(left.cable().ev(), "the cable was plugged");
            shown = last;
        }
    }

    private long killAfter(int lines) throws IOException, InterruptedException {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Charging.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
            long last = 0;
            for (int i = 0; i < lines; i++) {
                last = Long.parseLong(out.readLine());
            }
            // By its handle: the process itself would close the pipe with what is still in it.
            child.toHandle().destroyForcibly();
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                last = Long.parseLong(line);
            }
            assertEquals(128 + 9, child.waitFor());
            return last;
        } finally {
            child.destroyForcibly();
        }
    }

    /** The process: time runs a thousand times as fast, so the register moves with each reading. */
    static final class Charging {

        private Charging() {}

        /** Charges until killed. */
        public static void main(String[] arguments) throws IOException {
            FileMemory memory = new FileMemory(Path.of(arguments[0]));
            Connector connector = new Connector(1, () -> System.nanoTime() * 1000, memory, false);
            connector.plug(Side.BOTH);
            connector.offer(32, 3);
            for (long shown = -1; ; ) {
                long now = (long) connector.readMeter().importWh();
                if (now > shown) {
                    System.out.println(now);
                    shown = now;
                }
            }
        }
    }
}
