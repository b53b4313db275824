// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.cm.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationFilesTest {

    private static final int KILLS = 100;

    @TempDir
    Path folder;

    private static Dictionary<String, Object> values(int number) {
        Dictionary<String, Object> values = new Hashtable<>();
        values.put("service.pid", "ocpp.core");
        values.put("number", number);
        values.put("text", "Ä \" = \\ \n € " + "x".repeat(2_000));
        values.put("list", new String[] {"a", "b"});
        values.put("flag", true);
        return values;
    }

    private final List<Runnable> later = new ArrayList<>();

    private ConfigurationFiles files() throws IOException {
        return new ConfigurationFiles(folder, later::add);
    }

    private Path file() {
        return folder.resolve("ocpp.core.config");
    }

    @Test
    void everyTypeComesBackAfterARestart() throws IOException {
        files().store("ocpp.core", values(1));
        ConfigurationFiles files = files();
        assertTrue(files.exists("ocpp.core"));
        Dictionary<?, ?> found = files.load("ocpp.core");
        assertEquals(1, found.get("number"));
        assertEquals(values(1).get("text"), found.get("text"));
        assertArrayEquals(new String[] {"a", "b"}, (String[]) found.get("list"));
        assertEquals(1, Collections.list(files.getDictionaries()).size());
        files.delete("ocpp.core");
        assertFalse(files.exists("ocpp.core"));
        assertEquals(List.of(), Collections.list(files.getDictionaries()));
    }

    @Test
    void anyPidIsAFileOfTheFolder() throws IOException {
        ConfigurationFiles files = files();
        for (String pid : List.of("a~1", "../../etc/passwd", "x/y", ".", "ä", "CON:%00")) {
            files.store(pid, values(1));
            assertEquals(1, files.load(pid).get("number"), pid);
        }
        try (var inside = Files.list(folder)) {
            assertEquals(6, inside.count());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "rubbish",
                "# gatewatt configuration 1\nnumber=I\"2\"\n",
                "# gatewatt configuration 99\nnumber=I\"2\"\n# end of configuration\n",
                "# gatewatt configuration 1\nnumber=I\"broken\n# end of configuration\n"
            })
    void aDamagedFileGivesItsCopy(String content) throws IOException {
        ConfigurationFiles files = files();
        files.store("ocpp.core", values(1));
        files.store("ocpp.core", values(2));
        files.flush();
        Files.writeString(file(), content);
        ConfigurationFiles after = files();
        assertEquals(2, after.load("ocpp.core").get("number"));
        assertEquals(1, Collections.list(after.getDictionaries()).size());
        after.store("ocpp.core", values(3));
        Files.writeString(file(), content);
        assertEquals(3, after.load("ocpp.core").get("number"), "the copy that is still to be written");
        Files.delete(file());
        assertEquals(3, after.load("ocpp.core").get("number"));
        after.delete("ocpp.core");
        after.flush();
        assertFalse(after.exists("ocpp.core"), "what was deleted does not come back");
    }

    @Test
    void manyUpdatesCostOneCopy() throws IOException {
        ConfigurationFiles files = files();
        for (int number = 1; number <= 100; number++) {
            files.store("ocpp.core", values(number));
        }
        assertEquals(1, later.size());
        assertFalse(Files.exists(folder.resolve("ocpp.core.config.copy")), "no update waits for the copy");
        later.get(0).run();
        assertEquals(Files.readString(file()), Files.readString(folder.resolve("ocpp.core.config.copy")));
        files.store("ocpp.core", values(101));
        assertEquals(2, later.size());
    }

    @Test
    void whatWasEditedCanBeToldFromWhatWasStored() throws IOException {
        ConfigurationFiles files = files();
        assertTrue(files.storedLast("ocpp.core").isEmpty());
        files.store("ocpp.core", values(1));
        files.flush();
        Files.writeString(file(), Files.readString(file()).replace("number=I\"1\"", "number=I\"-1\""));
        ConfigurationFiles after = files();
        assertEquals(-1, after.load("ocpp.core").get("number"));
        assertEquals(1, after.storedLast("ocpp.core").orElseThrow().get("number"));
        Files.writeString(folder.resolve("ocpp.core.config.copy"), "rubbish");
        assertTrue(after.storedLast("ocpp.core").isEmpty());
    }

    @Test
    void aDamagedFileWithoutACopyIsToldAndNothingElseStops() throws IOException {
        ConfigurationFiles files = files();
        files.store("good", values(1));
        Files.writeString(file(), "rubbish");
        assertThrows(IOException.class, () -> files.load("ocpp.core"));
        assertEquals(1, Collections.list(files.getDictionaries()).size());
    }

    /** The stock store deletes, then renames: it lost 20 of 45 configurations in the same loop. */
    @Test
    void noKillLosesTheConfiguration() throws Exception {
        Random random = new Random(3);
        int lost = 0;
        int behind = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            int told = kill(2 + random.nextInt(40), 1 + kill * 1_000);
            try {
                int found = (Integer)
                        new ConfigurationFiles(folder).load("ocpp.core").get("number");
                behind += found < told ? 1 : 0;
            } catch (IOException e) {
                lost++;
            }
        }
        System.out.println("configuration kill storm: " + KILLS + " kills in a tight update loop, " + lost
                + " configurations lost, " + behind + " confirmed updates lost");
        assertEquals(0, lost);
        assertEquals(0, behind);
    }

    /** @return the number of the last update that was confirmed before the kill */
    private int kill(int updates, int first) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xshare:auto",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Updater.class.getName(),
                        folder.toString(),
                        Integer.toString(first))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        int told = 0;
        try (BufferedReader lines = process.inputReader()) {
            int seen = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.endsWith(".")) {
                    told = Integer.parseInt(line.substring(0, line.length() - 1));
                }
                if (++seen == updates) {
                    process.toHandle().destroyForcibly();
                }
            }
        }
        process.waitFor();
        return told;
    }

    /** The victim. */
    public static final class Updater {

        private Updater() {}

        /** Updates one configuration until killed. */
        public static void main(String[] args) throws IOException {
            ConfigurationFiles files = new ConfigurationFiles(Path.of(args[0]));
            for (int number = Integer.parseInt(args[1]); ; number++) {
                files.store("ocpp.core", values(number));
                System.out.println(number + ".");
            }
        }
    }
}
