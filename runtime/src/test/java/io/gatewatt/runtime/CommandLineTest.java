// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatewatt.runtime.CommandLine.Task;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandLineTest {

    @Test
    void runWithNothingElseIsTheBenchOnPort8080() {
        CommandLine line = CommandLine.parse("run");
        assertEquals(
                new CommandLine(Task.RUN, Optional.empty(), "bench", 8080, Map.of(), Map.of(), false, false), line);
    }

    @Test
    void everyOption() {
        CommandLine line = CommandLine.parse(
                "run",
                "--home",
                "/tmp/h",
                "--feature",
                "ecu-l7002s",
                "--csms",
                "ws://host:9000/ocpp",
                "--identity",
                "CP 1",
                "--http",
                "0",
                "--set",
                "HeartbeatInterval=20",
                "--set",
                "Station.model=a=b",
                "--set!",
                "ResetRetries=2",
                "--offline-ok",
                "--verbose");
        assertEquals(Optional.of(Path.of("/tmp/h")), line.home());
        assertEquals("ecu-l7002s", line.feature());
        assertEquals(0, line.port());
        assertEquals(Map.of("HeartbeatInterval", "20", "Station.model", "a=b"), line.first());
        assertEquals(
                Map.of("Connection.url", "ws://host:9000/ocpp", "Connection.identity", "CP 1", "ResetRetries", "2"),
                line.always());
        assertTrue(line.offlineOk() && line.verbose());
    }

    @ParameterizedTest
    @CsvSource({
        // arguments, GATEWATT_HOME, home, begins afresh
        "run,                        '',   /u/.gatewatt/bench,      false",
        "run --feature ecu-l7002s,   '',   /u/.gatewatt/ecu-l7002s, false",
        "run,                        /srv, /srv,                    false",
        "run --home /h,              /srv, /h,                      false",
        "demo,                       '',   /u/.gatewatt/demo,       true",
        "demo,                       /srv, /u/.gatewatt/demo,       true",
        "demo --home /h,             /srv, /h,                      false"
    })
    void onlyTheDemoInItsOwnHomeBeginsAfresh(String arguments, String named, Path home, boolean afresh) {
        CommandLine line = CommandLine.parse(arguments.split(" "));
        assertEquals(home, line.homeIn(Map.of("HOME", "/u", "GATEWATT_HOME", named)));
        assertEquals(afresh, line.beginsAfresh());
    }

    @ParameterizedTest
    @CsvSource({
        "--help,HELP",
        "-h,HELP",
        "help,HELP",
        "--version,VERSION",
        "demo,DEMO",
        "run --help,HELP",
        "demo -h,HELP"
    })
    void tasks(String arguments, Task task) {
        assertEquals(task, CommandLine.parse(arguments.split(" ")).task());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "start | there is no command start",
                "run --csms | --csms needs a value",
                "run --http x | expected a port",
                "run --http 65536 | expected a port",
                "run --http -1 | expected a port",
                "run --set HeartbeatInterval | expected KEY=VALUE",
                "run --set =3 | expected KEY=VALUE",
                "run --nonsense | there is no option --nonsense",
                "run extra | there is no option extra",
                "demo --csms ws://host | does not go with demo",
                "demo --feature bench | does not go with demo",
            })
    void refusedWithWords(String arguments, String words) {
        Refusal refusal = assertThrows(Refusal.class, () -> CommandLine.parse(arguments.split(" ")));
        assertEquals(Refusal.USAGE, refusal.code());
        assertTrue(refusal.getMessage().contains(words), refusal.getMessage());
    }

    @Test
    void nothingToDoIsRefused() {
        assertEquals(
                Refusal.USAGE, assertThrows(Refusal.class, CommandLine::parse).code());
    }
}
