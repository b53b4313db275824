// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The start script with a java that ends as it is told: each line of {@code plan} is the exit code of one start, or {@code stay}. */
class SupervisorTest {

    private static final String JAVA = """
            #!/bin/sh
            here=$(dirname "$0")/../..
            echo "$@" >>"$here/starts"
            do=$(head -n 1 "$here/plan")
            sed -i 1d "$here/plan"
            [ "$do" = stay ] || exit "$do"
            trap 'exit 143' TERM
            while :; do sleep 0.05; done
            """;

    @TempDir
    Path directory;

    private Path script;

    @BeforeEach
    void distribution() throws IOException {
        script = directory.resolve("dist/bin/gatewatt");
        Files.createDirectories(script.getParent());
        Files.copy(Path.of("src/main/sh/gatewatt"), script);
        executable(script);
        Path java = directory.resolve("jdk/bin/java");
        Files.createDirectories(java.getParent());
        Files.writeString(java, JAVA);
        executable(java);
        release("17.0.15");
    }

    @ParameterizedTest(name = "{0} -> {1} after {2} start(s)")
    @CsvSource({
        "'0',        0, 1",
        "'143',      0, 1",
        "'2',        2, 1",
        "'3',        3, 1",
        "'4',        4, 1",
        "'5',        5, 1",
        "'75 75 0',  0, 3",
        "'75 2',     2, 2",
        "'70 0',     0, 2",
        "'137 0',    0, 2",
        "'75 5 0',   0, 3",
    })
    void endsOrStartsAgain(String plan, int code, int starts) throws Exception {
        Process process = start(plan.split(" "));
        assertTrue(process.waitFor(20, TimeUnit.SECONDS));
        assertEquals(code, process.exitValue());
        assertEquals(starts, Files.readAllLines(directory.resolve("starts")).size());
    }

    @Test
    void aCrashIsTold() throws Exception {
        Process process = start("70", "0");
        assertTrue(process.waitFor(20, TimeUnit.SECONDS));
        assertEquals("gatewatt: the station ended with code 70; starting it again in 1 s\n", text("err"));
    }

    @Test
    void sigtermStopsInOrder() throws Exception {
        Process process = start("stay");
        Awaitility.await()
                .until(() -> text("starts").contains("Main") && text("plan").isEmpty());
        process.toHandle().destroy();
        assertTrue(process.waitFor(20, TimeUnit.SECONDS));
        assertEquals(0, process.exitValue());
    }

    @Test
    void sigtermDuringTheBackOffStopsAtOnce() throws Exception {
        Process process = start("70", "70", "70", "70", "stay");
        Awaitility.await().until(() -> text("err").contains("in 2 s"));
        process.toHandle().destroy();
        assertTrue(process.waitFor(1, TimeUnit.SECONDS));
        assertEquals(0, process.exitValue());
    }

    @Test
    void argumentsReachJavaAsTheyAre() throws Exception {
        Path link = Files.createSymbolicLink(directory.resolve("gw"), script);
        Files.writeString(directory.resolve("plan"), "0\n");
        Process process =
                builder(link, "run", "--set", "Station.model=a  b*", "0").start();
        assertTrue(process.waitFor(20, TimeUnit.SECONDS));
        String arguments = text("starts");
        assertTrue(arguments.endsWith("io.gatewatt.runtime.Main run --set Station.model=a  b* 0\n"), arguments);
        assertTrue(arguments.contains("-Dgatewatt.supervisor=" + process.pid() + " "), arguments);
        assertTrue(
                arguments.contains("-Dgatewatt.dist=" + directory.toRealPath().resolve("dist") + " "), arguments);
        assertFalse(arguments.contains("--enable-native-access"), arguments);
    }

    @ParameterizedTest
    @CsvSource({"25.0.3,--sun-misc-unsafe-memory-access=allow", "25,--enable-native-access=ALL-UNNAMED"})
    void aNewerJavaGetsItsFlags(String version, String flag) throws Exception {
        release(version);
        assertTrue(start("0").waitFor(20, TimeUnit.SECONDS));
        assertTrue(text("starts").contains(flag));
    }

    @Test
    void anOldJavaIsRefused() throws Exception {
        release("11.0.2");
        Process process = start("0");
        assertTrue(process.waitFor(20, TimeUnit.SECONDS));
        assertEquals(2, process.exitValue());
        assertTrue(text("err").contains("Java 17 or newer is needed"));
    }

    private String text(String name) throws IOException {
        Path file = directory.resolve(name);
        return Files.exists(file) ? Files.readString(file) : "";
    }

    private Process start(String... plan) throws IOException {
        Files.write(directory.resolve("plan"), List.of(plan));
        return builder(script, "run").start();
    }

    private ProcessBuilder builder(Path command, String... arguments) {
        ProcessBuilder builder = new ProcessBuilder(command.toString());
        builder.command().addAll(List.of(arguments));
        builder.environment().put("JAVA_HOME", directory.resolve("jdk").toString());
        return builder.redirectError(directory.resolve("err").toFile()).redirectOutput(ProcessBuilder.Redirect.DISCARD);
    }

    private void release(String version) throws IOException {
        Files.writeString(directory.resolve("jdk/release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
    }

    private static void executable(Path file) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
