// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.itests.hotswap.outside;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gatewatt.itests.harness.Bench;
import io.gatewatt.itests.harness.Charge;
import io.gatewatt.itests.harness.Csms;
import io.gatewatt.itests.harness.Project;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * The world outside the framework, for a test inside it: the central system, the car, the clock of the test. Its methods take and give types of
 * the JDK and of this package only, so that the framework under test needs none of the libraries behind them.
 */
public final class Outside {

    private static final Duration TICK = Duration.ofMillis(50);
    /** A machine that lets a thread wait so long, in ms, cannot be asked for samples on time. */
    private static final long STALL = 300;

    private static Outside instance;

    private final Csms csms = new Csms();
    private final int port = Project.freePort();
    private final Bench bench = new Bench(port);
    private final Path home;
    private final AtomicLong stall = new AtomicLong();

    private Outside() {
        AtomicLong last = new AtomicLong(System.nanoTime());
        new Timer("stall-watch", true)
                .schedule(
                        new TimerTask() {
                            @Override
                            public void run() {
                                long now = System.nanoTime();
                                long late = (now - last.getAndSet(now)) / 1_000_000 - TICK.toMillis();
                                stall.accumulateAndGet(late, Math::max);
                            }
                        },
                        0,
                        TICK.toMillis());
        try {
            home = Files.createTempDirectory("gatewatt-hotswap");
            // At the very end: the framework stops after the last test.
            Runtime.getRuntime().addShutdownHook(new Thread(this::removeHome));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void removeHome() {
        try (Stream<Path> files = Files.walk(home)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            System.err.println(home + " stays: " + e.getMessage());
        }
    }

    /** The only one of this JVM; it listens from the first call on. */
    public static synchronized Outside world() {
        if (instance == null) {
            instance = new Outside();
        }
        return instance;
    }

    /** Home of the station. */
    public Path home() {
        return home;
    }

    /** HTTP port of the station. */
    public int port() {
        return port;
    }

    /** Endpoint of the central system. */
    public String url() {
        return csms.url();
    }

    /** Waits until the station has introduced itself and shows connector 1 as free. */
    public void awaitStation() {
        csms.expect("BootNotification");
        csms.expectStatus(1, "Available");
    }

    /** A car charges. */
    public Charge charge(String idTag) {
        stall.set(0);
        return Charge.begin(csms, bench, idTag);
    }

    /** No sample is missing, unless the machine itself stood still meanwhile. */
    public void noneMissed(Charge charge) {
        if (charge.missed() != 0 && stall.get() < STALL) {
            throw new AssertionError(charge.missed() + " samples missed");
        }
    }

    /** The car is torn from connector 1. */
    public void unplug() {
        bench.unplug(1);
    }

    /** Takes away what a test that failed has left. */
    public void clear() {
        if (bench.state()
                .path("connectors")
                .path(0)
                .path("plugged")
                .path("station")
                .asBoolean()) {
            csms.forget();
            bench.unplug(1);
            csms.expectStatus(1, "Available");
        }
    }

    /** A card at reader 1. */
    public void present(String idTag) {
        bench.present(idTag);
    }

    /** Waits for a call of the station. */
    public void expect(String action) {
        csms.expect(action);
    }

    /** Forgets the calls so far. */
    public void forget() {
        csms.forget();
    }

    /** How often the station has called this. */
    public int count(String action) {
        return csms.all(action).size();
    }

    /** The central system goes away. */
    public void down() {
        csms.down();
    }

    /** The central system is back. */
    public void up() {
        csms.listen();
    }

    /** Calls the station; the whole answering frame as text. */
    public String call(String action, String payload) {
        return csms.callFrame(action, payload).toString();
    }

    /** Value of a configuration key. */
    public String key(String name) {
        return csms.call("GetConfiguration", "{\"key\":[\"" + name + "\"]}")
                .path("configurationKey")
                .path(0)
                .path("value")
                .asText();
    }

    /** Waits for a condition. */
    public static void await(String what, Callable<Boolean> condition) {
        Awaitility.await(what)
                .atMost(Csms.PATIENCE)
                .pollInterval(Duration.ofMillis(5))
                .until(condition);
    }

    /** Writes a JSON object beside the test's other output. */
    public static void report(String json) {
        try {
            JsonNode node = new ObjectMapper().readTree(json);
            Files.writeString(
                    Project.root().resolve("itests/hotswap/target/hotswap.json"), node.toPrettyString() + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
