// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.itests.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatewatt.itests.harness.Csms;
import io.gatewatt.itests.harness.StationProcess;
import io.gatewatt.itests.harness.StationProcess.Command;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the command says and how it ends. */
class CommandLineTest {

    @TempDir
    Path folder;

    private static void refused(StationProcess station, int code, String... words) {
        try (station) {
            assertEquals(code, station.awaitExit(), station.told());
            for (String word : words) {
                assertTrue(station.told().contains(word), "no word of '" + word + "':\n" + station.told());
            }
            assertFalse(station.told().contains("Exception"), "a stack trace is no message:\n" + station.told());
        }
    }

    @Test
    void helpAndVersion() {
        try (StationProcess help = Command.of("--help").start()) {
            assertEquals(0, help.awaitExit());
            for (String word :
                    List.of("run", "demo", "--home", "--feature", "--csms", "--identity", "--http", "--set")) {
                assertTrue(help.told().contains(word), word + " is missing:\n" + help.told());
            }
        }
        try (StationProcess version = Command.of("--version").start()) {
            assertEquals(0, version.awaitExit());
            assertTrue(version.out().get(0).matches("gatewatt \\d+\\.\\d+.*"), version.told());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "--set NoSuchKey=1                   | NoSuchKey",
                "--set HeartbeatIntervall=10         | HeartbeatInterval",
                "--set NumberOfConnectors=3          | NumberOfConnectors",
                "--set MeterValueSampleInterval=soon | MeterValueSampleInterval",
                "--set Station.connectors=65         | 64",
                "--set Station.connectors            | KEY=VALUE",
                "--set MeterValuesSampledData=Bogus  | 'Bogus' is no measurand",
                "--set StopTxnSampledData=Nonsense   | 'Nonsense' is no measurand",
                "--set! MeterValuesAlignedData=Voltage.L4 | 'Voltage.L4' is no measurand",
                "--set MeterValuesSampledData=Energy.Active.Import.Register,Power.Active.Import | 2 measurands, at most 1 is possible",
                "--set ConnectorPhaseRotation=9.RST  | there is no connector 9, only 0..2",
                "--set ConnectorPhaseRotation=2.RST --set Station.connectors=1 | there is no connector 2, only 0..1",
                "--set ConnectorPhaseRotation=1.XYZ  | is not of the form n.X",
                "--set Station.profiles=Reservations | which is none of Core, FirmwareManagement",
                "--set Station.profiles=Reservation  | which is not installed; this feature has Core",
                "--set Station.profiles=Core,Reservation | which is not installed; this feature has Core",
                "--feature nothing                   | bench",
                "--csms http://127.0.0.1/            | ws",
                "--http 99999                        | 99999",
                "--nonsense                          | --nonsense"
            })
    void aWrongArgumentIsRefusedBeforeAnythingStarts(String arguments, String word) {
        Path home = folder.resolve("home");
        refused(
                Command.of("run", "--home", home.toString())
                        .with(arguments.split(" "))
                        .start(),
                2,
                word);
        assertFalse(Files.exists(home.resolve("store")), "something was started");
    }

    @Test
    void unknownCommand() {
        refused(Command.of("fly").start(), 2, "fly");
    }

    @Test
    void oneHomeOneStation() {
        Path home = folder.resolve("home");
        try (Csms csms = new Csms();
                StationProcess first = Command.run(home)
                        .with("--csms", csms.url(), "--identity", "CP1")
                        .start()) {
            first.awaitReady();
            refused(
                    Command.run(home)
                            .with("--csms", csms.url(), "--identity", "CP1")
                            .start(),
                    3,
                    home.toString());
            assertEquals(
                    "Accepted", csms.call("ClearCache", "{}").path("status").asText());
            first.terminate();
            assertEquals(0, first.awaitExit(), first.told());
        }
    }

    @Test
    void portInUse() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            refused(
                    Command.of(
                                    "run",
                                    "--home",
                                    folder.resolve("home").toString(),
                                    "--http",
                                    Integer.toString(taken.getLocalPort()))
                            .start(),
                    5,
                    Integer.toString(taken.getLocalPort()));
        }
    }

    @Test
    void homeNotWritable() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "not a folder");
        refused(
                Command.run(file.resolve("home")).start(),
                4,
                file.resolve("home").toString());
    }

    @Test
    void aFolderOfSomethingElseIsNoHome() throws IOException {
        Path theirs =
                Files.writeString(Files.createDirectory(folder.resolve("tmp")).resolve("work"), "theirs");
        refused(Command.run(folder).start(), 4, "folder of something else", folder.toString());
        assertEquals("theirs", Files.readString(theirs));
    }
}
