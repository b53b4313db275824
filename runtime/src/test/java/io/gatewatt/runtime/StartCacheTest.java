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
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The start script and its maker of caches, with a java that writes a cache as the real one does: at its end, if {@code plan} lets it. */
class StartCacheTest {

    private static final String JAVA = """
            #!/bin/sh
            here=$(dirname "$0")/../..
            echo "$@" >>"$here/starts"
            for word; do case $word in -XX:AOTCacheOutput=* | -XX:ArchiveClassesAtExit=*) out=${word#*=} ;; esac; done
            read -r plan <"$here/plan"
            if [ -n "$out" ]; then
                echo READY
                [ "$plan" = half ] && { echo half >"$out"; exec sleep 30; }
                [ "$plan" = fail ] && exit 1
                echo whole >"$out"
            else
                case $plan in [1-9]*) echo 0 >"$here/plan"; exit "$plan" ;; esac
            fi
            """;

    @TempDir
    Path directory;

    private Path script;
    private String kind = ".aot";

    @BeforeEach
    void distribution() throws IOException {
        script = directory.resolve("dist/bin/gatewatt");
        Path maker = directory.resolve("dist/libexec/start-cache");
        Path java = directory.resolve("jdk/bin/java");
        for (Path file : List.of(script, maker, java)) {
            Files.createDirectories(file.getParent());
        }
        Files.copy(Path.of("src/main/sh/gatewatt"), script);
        Files.copy(Path.of("src/main/libexec/start-cache"), maker);
        Files.writeString(java, JAVA);
        for (Path file : List.of(script, maker, java)) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        release("25.0.3");
        plan("0");
    }

    @Test
    void aStartUsesTheCacheThatWasMade() throws Exception {
        assertEquals(0, run("prepare"));
        assertEquals(List.of("whole\n"), caches());
        assertEquals(0, run("run"));
        assertTrue(lastStart().contains("-XX:AOTCache=" + directory.toRealPath().resolve("dist/cache")), lastStart());
        assertTrue(lastStart().endsWith("io.gatewatt.runtime.Main run\n"), lastStart());
        assertEquals("", Files.readString(directory.resolve("told")));
    }

    @Test
    void anotherJavaOrDistributionHasAnotherCache() throws Exception {
        assertEquals(0, run("prepare"));
        release("25.0.4");
        assertEquals(0, run("run"));
        assertFalse(lastStart().contains("AOTCache"), lastStart());
        release("25.0.3");
        Files.createDirectories(directory.resolve("dist/lib"));
        Files.writeString(directory.resolve("dist/lib/new.jar"), "");
        assertEquals(0, run("run"));
        assertFalse(lastStart().contains("AOTCache"), lastStart());
        assertEquals(0, run("prepare"));
        assertEquals(1, caches().size(), "the one of before is removed");
    }

    @ParameterizedTest
    @CsvSource({"JAVA_TOOL_OPTIONS,-Xshare:off", "GATEWATT_JAVA_OPTS,-XX:AOTMode=on", "GATEWATT_CACHE,off"})
    void someSettingsGoWithout(String variable, String value) throws Exception {
        assertEquals(0, run("prepare"));
        assertEquals(0, run(Map.of(variable, value), "run"));
        assertFalse(lastStart().contains("-XX:AOTCache="), lastStart());
    }

    @Test
    void anOlderJavaHasAnArchiveOfItsOwn() throws Exception {
        assertEquals(0, run("prepare"));
        release("17.0.15");
        assertEquals(0, run("run"));
        assertFalse(lastStart().contains("Cache") || lastStart().contains("Shared"), lastStart());
        assertEquals(0, run("prepare"));
        assertEquals(List.of("whole\n"), caches());
        assertEquals(0, run("run"));
        assertTrue(
                lastStart()
                        .contains("-XX:SharedArchiveFile="
                                + directory.toRealPath().resolve("dist/cache")),
                lastStart());
        assertFalse(lastStart().contains("aot"), lastStart());
        release("25.0.3");
        assertEquals(0, run("run"));
        assertTrue(lastStart().contains("-XX:AOTCache="), "that of another kind stays: " + lastStart());
    }

    @Test
    void anArchiveWithWhichJavaCrashesIsGivenUp() throws Exception {
        release("17.0.15");
        assertEquals(0, run("prepare"));
        plan("134");
        assertEquals(0, run("run"));
        List<String> starts = Files.readAllLines(directory.resolve("starts"));
        assertTrue(starts.get(1).contains("-XX:SharedArchiveFile="), starts.get(1));
        assertFalse(starts.get(2).contains("-XX:SharedArchiveFile="), starts.get(2));
    }

    @Test
    void whatIsCutOffIsNotUsedAndMadeAgain() throws Exception {
        plan("half");
        Process making = start(Map.of(), "prepare");
        Path pid = directory.resolve("dist/cache/making/pid");
        Path half = directory.resolve("dist/cache/making/cache");
        Awaitility.await().until(() -> Files.exists(half) && Files.size(half) > 0);
        long maker = Long.parseLong(Files.readString(pid).trim());
        ProcessHandle java = ProcessHandle.of(maker)
                .orElseThrow()
                .children()
                .filter(child -> child.info().commandLine().orElse("").contains("30"))
                .findFirst()
                .orElseThrow();
        for (ProcessHandle one :
                List.of(making.toHandle(), ProcessHandle.of(maker).orElseThrow(), java)) {
            one.destroyForcibly();
        }
        Awaitility.await().until(() -> ProcessHandle.of(maker).isEmpty());
        plan("0");
        assertEquals(0, run("run"));
        assertFalse(lastStart().contains("AOTCache"), lastStart());
        assertEquals(0, run("prepare"));
        assertEquals(List.of("whole\n"), caches());
        assertFalse(Files.exists(pid));
    }

    @Test
    void whatCannotBeMadeIsNotTriedAgain() throws Exception {
        plan("fail");
        assertEquals(1, run("prepare"));
        plan("0");
        assertEquals(1, run("prepare"));
        assertEquals(1, Files.readAllLines(directory.resolve("starts")).size());
        assertEquals(0, run("run"));
    }

    @ParameterizedTest
    @ValueSource(ints = {134, 139})
    void aJavaThatCrashesGoesOnWithout(int code) throws Exception {
        assertEquals(0, run("prepare"));
        plan(Integer.toString(code));
        assertEquals(0, run("run"));
        List<String> starts = Files.readAllLines(directory.resolve("starts"));
        assertTrue(starts.get(1).contains("-XX:AOTCache="), starts.get(1));
        assertFalse(starts.get(2).contains("-XX:AOTCache="), starts.get(2));
        assertEquals(List.of(), caches());
    }

    private List<String> caches() throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("dist/cache"))) {
            return files.filter(file -> file.toString().endsWith(kind))
                    .map(StartCacheTest::text)
                    .toList();
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private String lastStart() throws IOException {
        List<String> starts = Files.readAllLines(directory.resolve("starts"));
        return starts.get(starts.size() - 1) + "\n";
    }

    private void plan(String plan) throws IOException {
        Files.writeString(directory.resolve("plan"), plan + "\n");
    }

    private void release(String version) throws IOException {
        kind = version.startsWith("25") ? ".aot" : ".jsa";
        Files.writeString(directory.resolve("jdk/release"), "JAVA_VERSION=\"" + version + "\"\n");
    }

    private int run(String... arguments) throws Exception {
        return run(Map.of(), arguments);
    }

    private int run(Map<String, String> environment, String... arguments) throws Exception {
        Process process = start(environment, arguments);
        assertTrue(process.waitFor(30, TimeUnit.SECONDS));
        return process.exitValue();
    }

    private Process start(Map<String, String> environment, String... arguments) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(Stream.concat(Stream.of(script.toString()), Stream.of(arguments))
                .toList());
        builder.environment().put("JAVA_HOME", directory.resolve("jdk").toString());
        builder.environment().putAll(environment);
        return builder.redirectErrorStream(true)
                .redirectOutput(directory.resolve("told").toFile())
                .start();
    }
}
