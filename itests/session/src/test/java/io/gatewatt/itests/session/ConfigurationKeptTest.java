// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.itests.session;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gatewatt.itests.harness.Console;
import io.gatewatt.itests.harness.Csms;
import io.gatewatt.itests.harness.Project;
import io.gatewatt.itests.harness.StationProcess;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was changed in the field stays changed: after a restart, a kill, an upgrade, and with a damaged file. */
class ConfigurationKeptTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    private StationProcess.Command run(Csms csms) {
        return StationProcess.Command.run(folder.resolve("home")).with("--csms", csms.url(), "--identity", "CP1");
    }

    private static void set(Csms csms, String key, Object value) {
        String answer = csms.call("ChangeConfiguration", "{\"key\":\"" + key + "\",\"value\":\"" + value + "\"}")
                .path("status")
                .asText();
        assertEquals("Accepted", answer, key);
    }

    private static String get(Csms csms, String key) {
        return csms.call("GetConfiguration", "{\"key\":[\"" + key + "\"]}")
                .path("configurationKey")
                .path(0)
                .path("value")
                .asText("(none)");
    }

    private static void booted(StationProcess station, Csms csms) {
        station.awaitReady();
        csms.expect("BootNotification");
        csms.expectStatus(2, "Available");
    }

    @Test
    void aFieldChangeSurvivesRestartKillAndUpgrade() throws IOException {
        try (Csms csms = new Csms()) {
            Console console;
            try (StationProcess station = run(csms).start()) {
                booted(station, csms);
                console = Console.of(station);
                // Not what the station's model says: 10, "Blue Networks".
                set(csms, "MeterValueSampleInterval", 17);
                assertEquals(
                        302, console.edit("station", "vendor", "Field Service").status());
                await().atMost(Csms.PATIENCE)
                        .until(() -> console.text("configMgr/station.json").contains("Field Service"));
                station.terminate().awaitExit();
            }
            try (StationProcess station = run(csms).start()) {
                booted(station, csms);
                assertEquals("17", get(csms, "MeterValueSampleInterval"));
                assertEquals(
                        "Field Service",
                        last(csms.all("BootNotification"))
                                .path("chargePointVendor")
                                .asText());
                // The kill comes with the answer: what was told as accepted is on disk.
                set(csms, "MeterValueSampleInterval", 18);
                station.powerCut().awaitExit();
            }
            try (StationProcess station = run(csms).start()) {
                booted(station, csms);
                assertEquals("18", get(csms, "MeterValueSampleInterval"));
                station.terminate().awaitExit();
            }
            Path later = later("ocpp.config", "profile.core", "station.core", "config.ecu-l7002s", "cm.store");
            try (StationProcess station = run(csms).of(later).start()) {
                booted(station, csms);
                assertTrue(
                        console.now(station).text("bundles.json").contains("99.0.0"),
                        "the bundles are those of the later version");
                assertEquals("18", get(csms, "MeterValueSampleInterval"));
                assertEquals(
                        "Field Service",
                        last(csms.all("BootNotification"))
                                .path("chargePointVendor")
                                .asText());
            }
            assertEquals(List.of(), csms.violations());
        }
    }

    @Test
    void noFeatureHoldsWhatOperatorsMayChange() throws IOException {
        List<Path> features = new ArrayList<>();
        for (String folderOfFeatures :
                new String[] {"features/src/main/features", "runtime/target/gatewatt/features"}) {
            try (Stream<Path> files = Files.list(Project.root().resolve(folderOfFeatures))) {
                files.filter(file -> file.toString().endsWith(".json")).forEach(features::add);
            }
        }
        assertFalse(features.isEmpty());
        for (Path feature : features) {
            assertTrue(
                    JSON.readTree(feature.toFile()).path("configurations").isEmpty(),
                    feature + " has configurations: each start would apply them again");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"truncated", "empty", "newer", "bad value"})
    void aDamagedFileCostsNothing(String damage) throws IOException {
        try (Csms csms = new Csms()) {
            try (StationProcess station = run(csms).start()) {
                booted(station, csms);
                set(csms, "BlinkRepeat", 4);
                set(csms, "BlinkRepeat", 5);
                set(csms, "BlinkRepeat", 6);
                station.terminate().awaitExit();
            }
            Path file = folder.resolve("home/config/ocpp.core.config");
            String text = Files.readString(file);
            Files.writeString(
                    file,
                    switch (damage) {
                        case "truncated" -> text.substring(0, text.length() / 2);
                        case "empty" -> "";
                        case "newer" -> text.replace("# gatewatt configuration 1", "# gatewatt configuration 99");
                        default -> text.replace("BlinkRepeat=I\"6\"", "BlinkRepeat=I\"-6\"");
                    });
            try (StationProcess station = run(csms).start()) {
                booted(station, csms);
                assertEquals("6", get(csms, "BlinkRepeat"));
                String words =
                        damage.equals("bad value") ? "BlinkRepeat = '-6'" : "the copy of what was stored last is used";
                assertTrue(station.told().contains(words), station.told());
                // And goes on from there.
                set(csms, "BlinkRepeat", 9);
                assertEquals("9", get(csms, "BlinkRepeat"));
                station.powerCut().awaitExit();
            }
            try (StationProcess station = run(csms).start()) {
                booted(station, csms);
                assertEquals("9", get(csms, "BlinkRepeat"));
                assertFalse(station.told().contains("cannot be read"), station.told());
            }
        }
    }

    private static JsonNode last(List<JsonNode> calls) {
        return calls.get(calls.size() - 1);
    }

    /** A copy of the distribution in which these bundles have version 99. */
    private Path later(String... bundles) throws IOException {
        Path from = Project.distribution();
        Path to = folder.resolve("later");
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
        for (String bundle : bundles) {
            try (Stream<Path> files = Files.walk(to.resolve("artifacts"))) {
                Path jar = files.filter(file -> file.getFileName()
                                .toString()
                                .matches("io\\.gatewatt\\." + bundle.replace(".", "\\.") + "-\\d.*\\.jar"))
                        .findFirst()
                        .orElseThrow();
                age(jar);
            }
        }
        return to;
    }

    private void age(Path jar) throws IOException {
        Path fresh = folder.resolve("fresh.jar");
        try (JarFile old = new JarFile(jar.toFile())) {
            Manifest manifest = old.getManifest();
            manifest.getMainAttributes().putValue("Bundle-Version", "99.0.0");
            try (OutputStream file = Files.newOutputStream(fresh);
                    JarOutputStream out = new JarOutputStream(file, manifest)) {
                for (JarEntry entry : Collections.list(old.entries())) {
                    if (!entry.getName().equals(JarFile.MANIFEST_NAME) && !entry.isDirectory()) {
                        out.putNextEntry(new JarEntry(entry.getName()));
                        try (InputStream in = old.getInputStream(entry)) {
                            in.transferTo(out);
                        }
                        out.closeEntry();
                    }
                }
            }
        }
        Files.move(fresh, jar, StandardCopyOption.REPLACE_EXISTING);
    }
}
