// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.deploy.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatewatt.deploy.Deployed;
import io.gatewatt.deploy.Outcome;
import io.gatewatt.deploy.Outcome.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.osgi.framework.Bundle;

/** Deployments in a real framework. */
class EngineTest {

    private static final Keys MAKER = Keys.self("Maker");

    @TempDir
    private Path home;

    @TempDir
    private Path jars;

    private Station station;

    @BeforeEach
    void open() throws Exception {
        MAKER.trustedIn(home.resolve("trust"));
        station = Station.open(home);
    }

    @AfterEach
    void close() throws Exception {
        System.setProperty("gatewatt.test.release", "true");
        try {
            station.close();
        } finally {
            System.clearProperty("gatewatt.test.release");
        }
    }

    private Path driver(String version) throws IOException {
        return MAKER.sign(Bundles.driver(jars, version).jar());
    }

    private Path behaving(String version, String behaviour) throws IOException {
        return MAKER.sign(Bundles.driver(jars, version)
                .header("Test-Behaviour", behaviour)
                .jar());
    }

    private void told(Result result, Outcome outcome, String... words) {
        assertEquals(result, outcome.result(), outcome.words());
        for (String word : words) {
            assertTrue(outcome.words().contains(word), outcome.words());
        }
    }

    private void onlyRuns(String version) throws Exception {
        assertEquals(List.of(version), station.running());
        assertEquals(Set.of(version), station.meters("meter1"));
    }

    @Test
    void aFirstInstallation() throws Exception {
        Outcome outcome = station.install(driver("1.0.0"));
        told(Result.DEPLOYED, outcome, Bundles.NAME + " 1.0.0 runs", "EnergyMeter meter1", "signed by CN=Maker");
        assertEquals("1.0.0", outcome.version());
        onlyRuns("1.0.0");
        Deployed deployed = station.deployment().deployed().get(0);
        assertEquals(Bundles.NAME, deployed.name());
        assertEquals("CN=Maker", deployed.signer());
        assertEquals(List.of(), deployed.kept());
    }

    @Test
    void anUpgradeIsMadeBeforeTheOldOneBreaks() throws Exception {
        station.install(driver("1.0.0"));
        List<Set<String>> seen = new ArrayList<>();
        station.framework().getBundleContext().addServiceListener(event -> {
            try {
                seen.add(new TreeSet<>(station.meters("meter1")));
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        told(Result.DEPLOYED, station.install(driver("1.1.0")), "1.1.0 runs in place of 1.0.0");
        onlyRuns("1.1.0");
        assertFalse(seen.contains(Set.of()), seen.toString());
        assertTrue(seen.contains(Set.of("1.0.0", "1.1.0")), seen.toString());
    }

    /** The bundle whose maps it reads registers the meter; who made it is in its properties. */
    @Test
    void anExtenderIsJudgedByTheDevicesItMakes() throws Exception {
        station.install(extender("1.0.0", ""));
        List<Set<String>> seen = new java.util.ArrayList<>();
        station.framework().getBundleContext().addServiceListener(event -> {
            try {
                seen.add(new TreeSet<>(station.meters("meter1")));
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        told(Result.DEPLOYED, station.install(extender("1.1.0", "")), "1.1.0 runs in place of 1.0.0");
        assertFalse(seen.contains(Set.of()), seen.toString());
        told(Result.ROLLED_BACK, station.install(extender("1.2.0", "read-fails")), "no answer from unit 1");
        onlyRuns("1.1.0");
    }

    private Path extender(String version, String behaviour) throws IOException {
        return MAKER.sign(Bundles.driver(jars, version)
                .header("Test-Through", "another")
                .header("Test-Behaviour", behaviour)
                .jar());
    }

    @ParameterizedTest
    @CsvSource({
        "Gatewatt-Swap,exclusive",
        "Bundle-SymbolicName,com.example.driver.meter;singleton:=true",
        "Test-Devices,reader1"
    })
    void whatCannotShareIsNeverThereTwice(String header, String value) throws Exception {
        station.install(
                MAKER.sign(Bundles.driver(jars, "1.0.0").header(header, value).jar()));
        List<List<String>> running = new CopyOnWriteArrayList<>();
        station.framework().getBundleContext().addServiceListener(event -> running.add(station.running()));
        told(
                Result.DEPLOYED,
                station.install(MAKER.sign(
                        Bundles.driver(jars, "1.1.0").header(header, value).jar())));
        assertEquals(List.of("1.1.0"), station.running());
        assertFalse(running.contains(List.of("1.0.0", "1.1.0")), running.toString());
        told(
                Result.ROLLED_BACK,
                station.install(MAKER.sign(Bundles.driver(jars, "1.2.0")
                        .header(header, value)
                        .header("Test-Behaviour", "start-throws")
                        .jar())));
        assertEquals(List.of("1.1.0"), station.running());
    }

    @Test
    void whatWasAskedForIsToldTheNewestFirst() throws Exception {
        station.install(driver("1.0.0"));
        station.install(Bundles.driver(jars, "1.1.0").jar());
        assertEquals(
                List.of(Result.REFUSED, Result.DEPLOYED),
                station.deployment().attempts().stream()
                        .map(attempt -> attempt.outcome().result())
                        .toList());
    }

    @Test
    void theSameOnceMore() throws Exception {
        Path jar = driver("1.0.0");
        station.install(jar);
        told(Result.UNCHANGED, station.install(jar), "the same");
        onlyRuns("1.0.0");
    }

    @Test
    void theSameVersionWithOtherContent() throws Exception {
        station.install(driver("1.0.0"));
        Path other =
                MAKER.sign(Bundles.driver(jars, "1.0.0").entry("more", "more").jar());
        told(Result.REFUSED, station.install(other), "raise the version");
        onlyRuns("1.0.0");
    }

    @Test
    void aDowngrade() throws Exception {
        station.install(driver("1.1.0"));
        told(Result.REFUSED, station.install(driver("1.0.0")), "downgrade", "roll back");
        onlyRuns("1.1.0");
    }

    @Test
    void anImportThatNobodyExports() throws Exception {
        station.install(driver("1.0.0"));
        Path jar = MAKER.sign(Bundles.driver(jars, "1.1.0")
                .header(
                        "Import-Package",
                        "org.osgi.framework,io.gatewatt.driver,io.gatewatt.measure,com.example.serial;version=\"[4,5)\"")
                .jar());
        told(Result.REFUSED, station.install(jar), "it imports com.example.serial version from 4", "below 5");
        onlyRuns("1.0.0");
        assertEquals(List.of("1.0.0"), station.installed());
        assertFalse(Files.exists(home.resolve("drivers").resolve(Bundles.NAME).resolve("1.1.0.jar")));
    }

    @Test
    void aJavaThatIsNotHere() throws Exception {
        Path jar = MAKER.sign(Bundles.driver(jars, "1.0.0")
                .header("Require-Capability", "osgi.ee;filter:=\"(&(osgi.ee=JavaSE)(version=99))\"")
                .jar());
        told(Result.REFUSED, station.install(jar), "needs another Java");
    }

    @Test
    void anUnsignedOneTouchesNothing() throws Exception {
        station.install(driver("1.0.0"));
        told(Result.REFUSED, station.install(Bundles.driver(jars, "1.1.0").jar()), "not signed");
        assertEquals(List.of("1.0.0"), station.installed());
        onlyRuns("1.0.0");
    }

    @Test
    void developerModeLetsUnsignedOnesIn() throws Exception {
        station.settings(new Settings(true, 1));
        assertTrue(station.deployment().unsignedAllowed());
        told(Result.DEPLOYED, station.install(Bundles.driver(jars, "1.0.0").jar()), "it is unsigned");
        onlyRuns("1.0.0");
    }

    @ParameterizedTest
    @CsvSource({
        "start-throws, the port is still busy",
        "start-is-undone, com/example/Gone",
        "start-hangs, did not end within",
        "read-fails, no answer from unit 1; check address and wiring",
        "read-throws, StackOverflowError",
        "read-is-null, gave nothing",
        "read-hangs, did not end within"
    })
    void rollsBackByItself(String behaviour, String words) throws Exception {
        station.install(driver("1.0.0"));
        Outcome outcome = station.install(behaving("1.1.0", behaviour));
        told(Result.ROLLED_BACK, outcome, words, "1.0.0 runs as before");
        assertEquals("1.0.0", outcome.version());
        onlyRuns("1.0.0");
        Awaitility.await().until(() -> station.installed().equals(List.of("1.0.0")));
        assertFalse(Files.exists(home.resolve("drivers").resolve(Bundles.NAME).resolve("1.1.0.jar")));
        told(Result.DEPLOYED, station.install(driver("1.1.0")));
    }

    @Test
    void noServiceInTime() throws Exception {
        station.install(driver("1.0.0"));
        Path jar = MAKER.sign(
                Bundles.driver(jars, "1.1.0").header("Test-Devices", "").jar());
        told(Result.ROLLED_BACK, station.install(jar), "does not offer EnergyMeter meter1");
        onlyRuns("1.0.0");
    }

    @Test
    void aStartThatHangsForGoodIsLeftBehindAndGoesWhenItEnds() throws Exception {
        station.install(driver("1.0.0"));
        told(Result.ROLLED_BACK, station.install(behaving("1.1.0", "start-hangs-for-good")), "still hangs");
        onlyRuns("1.0.0");
        told(Result.REFUSED, station.install(driver("1.1.0")), "earlier try");
        told(Result.DEPLOYED, station.install(driver("1.1.1")));
        onlyRuns("1.1.1");
        System.setProperty("gatewatt.test.release", "true");
        Awaitility.await().until(() -> station.installed().equals(List.of("1.1.1")));
    }

    @Test
    void anOldOneThatHangsWhenItIsStoppedStays() throws Exception {
        station.install(behaving("1.0.0", "stop-hangs-for-good"));
        told(Result.ROLLED_BACK, station.install(driver("1.1.0")), "the stop of version 1.0.0");
        assertEquals(Set.of("1.0.0"), station.meters("meter1"));
        System.setProperty("gatewatt.test.release", "true");
        Awaitility.await().until(() -> station.running().equals(List.of("1.0.0")));
        onlyRuns("1.0.0");
    }

    @Test
    void anOldOneThatThrowsWhenItIsStoppedIsStopped() throws Exception {
        station.install(behaving("1.0.0", "stop-throws"));
        told(Result.DEPLOYED, station.install(driver("1.1.0")));
        onlyRuns("1.1.0");
    }

    @Test
    void aFirstOneThatThrowsLeavesNothing() throws Exception {
        Outcome outcome = station.install(behaving("1.0.0", "start-throws"));
        told(Result.ROLLED_BACK, outcome, "it is gone again");
        assertEquals("", outcome.version());
        assertEquals(List.of(), station.installed());
        assertEquals(List.of(), station.deployment().deployed());
    }

    @Test
    void threeVersionsAreKeptAndEachRollBackGoesOneBack() throws Exception {
        for (String version : List.of("1.0.0", "1.1.0", "1.2.0", "1.10.0")) {
            told(Result.DEPLOYED, station.install(driver(version)));
        }
        assertEquals(
                List.of("1.2.0", "1.1.0"),
                station.deployment().deployed().get(0).kept());
        assertEquals(Set.of("1.1.0.jar", "1.2.0.jar", "1.10.0.jar"), files());
        Outcome outcome = station.deployment().rollback(Bundles.NAME, "test");
        told(Result.DEPLOYED, outcome, "1.2.0 runs in place of 1.10.0");
        onlyRuns("1.2.0");
        told(Result.DEPLOYED, station.deployment().rollback(Bundles.NAME, "test"));
        onlyRuns("1.1.0");
        told(Result.REFUSED, station.deployment().rollback(Bundles.NAME, "test"), "no version", "before 1.1.0");
        assertEquals(Set.of("1.1.0.jar"), files());
    }

    @Test
    void removed() throws Exception {
        station.install(driver("1.0.0"));
        told(Result.REMOVED, station.deployment().remove(Bundles.NAME, "test"), "is gone");
        assertEquals(List.of(), station.installed());
        assertFalse(Files.exists(home.resolve("drivers").resolve(Bundles.NAME)));
        told(Result.REFUSED, station.deployment().remove(Bundles.NAME, "test"), "was not deployed here");
    }

    @Test
    void theSecondWaitsForTheFirst() throws Exception {
        station.close();
        CountDownLatch in = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        ConcurrentLinkedQueue<Result> results = new ConcurrentLinkedQueue<>();
        station = Station.open(home, step -> {
            if (step == Step.BEGUN) {
                in.countDown();
                try {
                    assertTrue(go.await(10, TimeUnit.SECONDS));
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
        });
        Path first = driver("1.0.0");
        Path second = driver("1.1.0");
        Thread one = new Thread(() -> results.add(install(first)));
        one.start();
        assertTrue(in.await(10, TimeUnit.SECONDS));
        Thread two = new Thread(() -> results.add(install(second)));
        two.start();
        Awaitility.await().until(() -> two.getState() == Thread.State.WAITING);
        go.countDown();
        one.join();
        two.join();
        assertEquals(List.of(Result.DEPLOYED, Result.DEPLOYED), List.copyOf(results));
        onlyRuns("1.1.0");
    }

    @Test
    void whoeverInterruptsTheCallerInterruptsNoExchange() throws Exception {
        station.install(driver("1.0.0"));
        Thread.currentThread().interrupt();
        Outcome outcome = station.install(driver("1.1.0"));
        assertTrue(Thread.interrupted());
        told(Result.DEPLOYED, outcome);
        onlyRuns("1.1.0");
    }

    @Test
    void whatCannotBeWrittenDownHasNotHappened() throws Exception {
        station.close();
        Path journal = home.resolve("drivers/journal.new");
        station = Station.open(home, step -> {
            try {
                // A folder of this name that is not empty: the journal cannot be replaced, as on a full disk.
                if (step == Step.SEEN) {
                    Files.createDirectories(journal.resolve("full"));
                } else if (step == Step.UNDONE) {
                    Files.delete(journal.resolve("full"));
                    Files.delete(journal);
                }
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
        told(Result.ROLLED_BACK, station.install(driver("1.0.0")), "could not be written down");
        assertEquals(List.of(), station.running());
        assertEquals(List.of(), station.deployment().deployed());
    }

    private Result install(Path jar) {
        try {
            return station.install(jar).result();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whatOthersHangFromIsNotExchanged() throws Exception {
        station.install(MAKER.sign(Bundles.driver(jars, "1.0.0")
                .header("Export-Package", "io.gatewatt.deploy.engine")
                .jar()));
        Path user = MAKER.sign(Bundles.data(jars, "1.0.0")
                .header("Bundle-SymbolicName", "com.example.user")
                .header("Import-Package", "io.gatewatt.deploy.engine")
                .jar());
        told(Result.DEPLOYED, station.install(user));
        told(Result.REFUSED, station.install(driver("1.1.0")), "com.example.user hangs from it");
        onlyRuns("1.0.0");
    }

    @Test
    void theDistributionsOwnStepsAsideAndComesBack() throws Exception {
        station.close();
        Path own = Bundles.driver(jars, "1.0.0").jar();
        station = Station.open(home, step -> {}, own);
        onlyRuns("1.0.0");
        told(Result.DEPLOYED, station.install(driver("1.1.0")), "in place of 1.0.0");
        onlyRuns("1.1.0");
        assertEquals(List.of("1.0.0", "1.1.0"), station.installed());
        assertEquals(List.of("1.0.0"), station.deployment().deployed().get(0).kept());
        station.close();
        station = Station.open(home, step -> {}, own);
        onlyRuns("1.1.0");
        told(Result.REMOVED, station.deployment().remove(Bundles.NAME, "test"), "1.0.0 of the distribution runs again");
        onlyRuns("1.0.0");
        station.close();
        station = Station.open(home, step -> {}, own);
        onlyRuns("1.0.0");
    }

    @Test
    void aNewerDistributionBringsItsOwnBack() throws Exception {
        station.close();
        station = Station.open(home, step -> {}, Bundles.driver(jars, "1.0.0").jar());
        station.install(driver("1.1.0"));
        station.close();
        station = Station.open(home, step -> {}, Bundles.driver(jars, "1.2.0").jar());
        onlyRuns("1.2.0");
        assertEquals(List.of("1.2.0"), station.installed());
        assertEquals(List.of(), station.deployment().deployed());
    }

    @Test
    void whoseTrustIsWithdrawnRunsNoMore() throws Exception {
        station.close();
        Path own = Bundles.driver(jars, "1.0.0").jar();
        station = Station.open(home, step -> {}, own);
        station.install(driver("1.1.0"));
        station.close();
        try (Stream<Path> certificates = Files.list(home.resolve("trust"))) {
            for (Path certificate : certificates.toList()) {
                Files.delete(certificate);
            }
        }
        station = Station.open(home, step -> {}, own);
        onlyRuns("1.0.0");
    }

    @Test
    void aLostFrameworkIsMadeAnewFromTheFilesKept() throws Exception {
        station.install(driver("1.0.0"));
        station.install(driver("1.1.0"));
        station.framework()
                .getBundleContext()
                .getBundle("deployed:" + Bundles.NAME + ":1.1.0")
                .uninstall();
        assertEquals(List.of(), station.running());
        station.close();
        station = Station.open(home);
        onlyRuns("1.1.0");
    }

    @Test
    void whatAnOperatorStoppedStaysStopped() throws Exception {
        station.install(driver("1.0.0"));
        Bundle bundle = station.framework().getBundleContext().getBundle("deployed:" + Bundles.NAME + ":1.0.0");
        bundle.stop();
        station.close();
        station = Station.open(home);
        assertEquals(List.of(), station.running());
        assertEquals(List.of("1.0.0"), station.installed());
    }

    private Set<String> files() throws IOException {
        try (Stream<Path> files = Files.list(home.resolve("drivers").resolve(Bundles.NAME))) {
            return new TreeSet<>(
                    files.map(file -> file.getFileName().toString()).toList());
        }
    }
}
