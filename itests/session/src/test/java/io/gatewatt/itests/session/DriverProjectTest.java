// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.itests.session;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatewatt.itests.harness.Console;
import io.gatewatt.itests.harness.Csms;
import io.gatewatt.itests.harness.Project;
import io.gatewatt.itests.harness.StationProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The way of somebody who has the distribution, Maven and a meter: from nothing to a driver that the central system hears of. */
class DriverProjectTest {

    private static final String NAME = "org.example.driver.acme";
    private static final long REGISTER = 7_654_321;
    /** Wh of a moment; the station refuses what no connector can deliver. */
    private static final long PLAUSIBLE = 2;

    @Test
    void fromNothingToARunningDriver(@TempDir Path folder) throws Exception {
        int port = Project.freePort();
        try (ModbusServer meter = new ModbusServer(port, REGISTER);
                Csms csms = new Csms();
                StationProcess station = StationProcess.Command.run(folder.resolve("home"))
                        .with("--csms", csms.url(), "--identity", "CP1")
                        .start()) {
            Path driver = build(folder);
            station.awaitReady();
            csms.expectStatus(1, "Available");
            Path drop = folder.resolve("home/deploy");
            put(drop, "driver.jar", Files.readAllBytes(driver));
            put(drop, "lab.jar", TestBundles.configurator("org.example.lab", configuration(port)));
            Console.of(station).edit("station.connector~1", "meter.target", "(device.id=acme1)");
            read(meter);

            station.bench().plug(1).present("CARD");
            assertEquals(
                    REGISTER, csms.expect("StartTransaction").path("meterStart").asLong());
            csms.expectStatus(1, "Charging");
            meter.shows(REGISTER + PLAUSIBLE);
            read(meter);
            station.bench().present("CARD");
            JsonNode stop = csms.expect("StopTransaction");
            assertEquals(REGISTER + PLAUSIBLE, stop.path("meterStop").asLong());
        }
    }

    /** Waits until the station has seen what the meter shows now: a read that is under way does not count. */
    private static void read(ModbusServer meter) {
        int before = meter.reads();
        await("the driver reads").atMost(Csms.PATIENCE).until(() -> meter.reads() > before + 1);
    }

    /** What a technician or the maker configures: the bus, and the meter on it. */
    private static String configuration(int port) {
        return """
                {
                  ":configurator:resource-version": 1,
                  "transport.modbus~lab": { "bus.id": "lab", "kind": "tcp", "host": "127.0.0.1", "port:Integer": %d },
                  "%s~1": { "device.id": "acme1", "bus.target": "(bus.id=lab)", "unit:Integer": 3, "serial": "0815" }
                }
                """.formatted(port, NAME);
    }

    private static void put(Path drop, String name, byte[] jar) throws IOException {
        Path part = drop.resolve(name + ".part");
        Files.write(part, jar);
        Files.move(part, drop.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    /**
     * Writes the project and builds it, its contract test included. Maven has an empty repository of its own; what it would download comes from what the
     * build of this project has downloaded, so the test needs no network and leaves nothing behind.
     */
    private static Path build(Path folder) throws IOException, InterruptedException {
        run(folder, Project.distribution().resolve("bin/gatewatt").toString(), "driver", "new", NAME);
        Path settings = folder.resolve("settings.xml");
        Files.writeString(settings, """
                <settings>
                  <localRepository>%s</localRepository>
                  <mirrors><mirror><id>downloaded</id><mirrorOf>central</mirrorOf><url>%s</url></mirror></mirrors>
                </settings>
                """.formatted(
                        folder.resolve("repository"),
                        Path.of(System.getProperty("gatewatt.maven.repository")).toUri()));
        String maven =
                Path.of(System.getProperty("gatewatt.maven.home"), "bin/mvn").toString();
        String told = run(
                folder,
                maven,
                "-B",
                "-q",
                "-s",
                settings.toString(),
                "-gs",
                settings.toString(),
                "-f",
                NAME,
                "package");
        Path jar = folder.resolve(NAME).resolve("target").resolve(NAME + ".jar");
        assertTrue(Files.exists(jar), () -> "no " + jar + " was built:\n" + told);
        return jar;
    }

    private static String run(Path folder, String... command) throws IOException, InterruptedException {
        Path log = folder.resolve("log");
        Process process = new ProcessBuilder(List.of(command))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        boolean ended = process.waitFor(5, TimeUnit.MINUTES);
        process.destroyForcibly();
        String told = Files.readString(log, StandardCharsets.UTF_8);
        assertTrue(ended && process.exitValue() == 0, () -> String.join(" ", command) + " failed:\n" + tail(told));
        return told;
    }

    /** Maven tells of every file of a repository that has no check sums. */
    private static String tail(String told) {
        return told.substring(Math.max(0, told.length() - 8_000));
    }
}
