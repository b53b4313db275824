// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.itests.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatewatt.itests.harness.Bench;
import io.gatewatt.itests.harness.Csms;
import io.gatewatt.itests.harness.StationProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The power is cut at moments nobody chose: while sessions are queued without a connection, and while the queue is being delivered. Whatever
 * happens, each transaction is told once, in order, under its own number. A message that comes again under the same id counts once.
 *
 * <p>{@code -Dgatewatt.kills=20} sets how many cuts; without it six, or as many as a minute allows. {@code -Dgatewatt.seed=…} repeats one run.
 */
class QueueKillTest {

    private static final Integer ORDERED = Integer.getInteger("gatewatt.kills");
    private static final int KILLS = ORDERED == null ? 6 : ORDERED;
    private static final long SEED = Long.getLong("gatewatt.seed", System.nanoTime());
    private static final Duration ENOUGH = Duration.ofSeconds(60);
    private static final int SESSIONS = 3;

    private final Random random = new Random(SEED);
    private final Set<String> begun = new HashSet<>();
    private int tags;

    @TempDir
    Path home;

    private StationProcess start(Csms csms) {
        StationProcess station = StationProcess.Command.run(home)
                .with("--csms", csms.url(), "--identity", "CP1", "--offline-ok")
                .set("MeterValueSampleInterval", 1)
                .set("AllowOfflineTxForUnknownId", true)
                .set("TransactionMessageRetryInterval", 0)
                .set("Station.reconnectSeconds", "1..1")
                .start();
        station.awaitReady();
        return station;
    }

    /** The tag says which number its transaction gets, so that a message sent again gets the same answer. */
    private static String started(JsonNode start) {
        int number = Integer.parseInt(start.path("idTag").asText().substring(1));
        return "{\"idTagInfo\":{\"status\":\"Accepted\"},\"transactionId\":" + number + "}";
    }

    @Test
    void eachTransactionIsToldOnceAndInOrderWheneverThePowerIsCut() throws InterruptedException {
        System.out.println("seed " + SEED);
        Instant until = Instant.now().plus(ENOUGH);
        int kills = 0;
        try (Csms csms = new Csms().answer("StartTransaction", QueueKillTest::started)) {
            while (kills < KILLS && (ORDERED != null || Instant.now().isBefore(until))) {
                if (kills % 2 == 0) {
                    cutWhileQueueing(csms);
                } else {
                    cutWhileDelivering(csms);
                }
                kills++;
            }
            csms.befriend();
            csms.answer("StartTransaction", QueueKillTest::started);
            try (StationProcess station = start(csms)) {
                csms.expectStatus(2, "Available");
                session(station.bench(), 1);
                csms.expect("StopTransaction", p -> p.path("transactionId").asInt() == tags);
            }
            check(csms);
            assertEquals(List.of(), csms.violations());
        }
        System.out.println(kills + " power cuts, " + begun.size() + " transactions seen to begin");
        assertTrue(kills >= 2, "only " + kills);
    }

    /** Sessions without a connection; the cut falls anywhere from the first cable to just after the last card. */
    private void cutWhileQueueing(Csms csms) throws InterruptedException {
        try (StationProcess station = start(csms)) {
            station.bench().network(false, "close");
            CountDownLatch cut = new CountDownLatch(1);
            Thread killer = new Thread(() -> {
                try {
                    cut.await(random.nextInt(2_500), TimeUnit.MILLISECONDS);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                station.powerCut();
            });
            killer.start();
            try {
                for (int session = 0; session < SESSIONS; session++) {
                    session(station.bench(), 1 + session % 2);
                }
            } catch (RuntimeException | AssertionError e) {
                // The power went in the middle of it.
            }
            killer.join();
            station.awaitExit();
        }
    }

    private void session(Bench bench, int connector) {
        String tag = "K%04d".formatted(++tags);
        bench.unplug(connector).plug(connector).present(tag);
        contactor(bench, connector, true);
        begun.add(tag);
        bench.present(tag);
        contactor(bench, connector, false);
    }

    private static void contactor(Bench bench, int connector, boolean closed) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(10))
                .until(() -> bench.state()
                                .path("connectors")
                                .path(connector - 1)
                                .path("contactor")
                                .asBoolean()
                        == closed);
    }

    /** The queue of the cut before goes out; the next cut falls somewhere into that, before an answer or just after it. */
    private void cutWhileDelivering(Csms csms) throws InterruptedException {
        CountDownLatch accepted = new CountDownLatch(1);
        CountDownLatch reached = new CountDownLatch(1 + random.nextInt(8));
        boolean silent = random.nextBoolean();
        csms.answer("BootNotification", p -> {
            accepted.countDown();
            return Csms.boot("Accepted", 300);
        });
        for (String action : List.of("StartTransaction", "MeterValues", "StopTransaction")) {
            csms.answer(action, p -> {
                reached.countDown();
                if (silent && reached.getCount() == 0) {
                    return null;
                }
                return action.equals("StartTransaction") ? started(p) : "{}";
            });
        }
        try (StationProcess station = start(csms)) {
            accepted.await(20, TimeUnit.SECONDS);
            reached.await(2, TimeUnit.SECONDS);
            new CountDownLatch(1).await(random.nextInt(6), TimeUnit.MILLISECONDS);
            station.powerCut().awaitExit();
        }
    }

    private void check(Csms csms) {
        Map<Integer, String> startIds = new HashMap<>();
        Map<Integer, String> stopIds = new HashMap<>();
        Map<Integer, Instant> latest = new HashMap<>();
        Set<String> seen = new HashSet<>();
        List<String> complaints = new ArrayList<>();
        int again = 0;
        for (Csms.Received call : transactionMessages(csms)) {
            if (!seen.add(call.id())) {
                again++;
                continue;
            }
            JsonNode p = call.payload();
            int number;
            Instant at;
            switch (call.action()) {
                case "StartTransaction" -> {
                    number = Integer.parseInt(p.path("idTag").asText().substring(1));
                    at = Instant.parse(p.path("timestamp").asText());
                    if (startIds.put(number, call.id()) != null) {
                        complaints.add("two starts of " + number);
                    }
                }
                case "StopTransaction" -> {
                    number = p.path("transactionId").asInt();
                    at = Instant.parse(p.path("timestamp").asText());
                    if (stopIds.put(number, call.id()) != null) {
                        complaints.add("two stops of " + number);
                    }
                }
                default -> {
                    number = p.path("transactionId").asInt();
                    at = Instant.parse(
                            p.path("meterValue").path(0).path("timestamp").asText());
                    if (stopIds.containsKey(number)) {
                        complaints.add("meter values of " + number + " after its stop");
                    }
                }
            }
            if (!startIds.containsKey(number)) {
                complaints.add(call.action() + " of " + number + " without a start before it");
            }
            Instant before = latest.put(number, at);
            if (before != null && at.isBefore(before)) {
                complaints.add(number + " goes back from " + before + " to " + at);
            }
        }
        begun.stream()
                .filter(tag -> !startIds.containsKey(Integer.parseInt(tag.substring(1))))
                .forEach(tag -> complaints.add("no start of " + tag));
        assertEquals(startIds.keySet(), stopIds.keySet(), "starts and stops");
        List<Integer> order = startIds.keySet().stream().sorted().toList();
        List<Integer> told = transactionMessages(csms).stream()
                .filter(c -> c.action().equals("StartTransaction"))
                .map(c -> Integer.parseInt(c.payload().path("idTag").asText().substring(1)))
                .distinct()
                .toList();
        assertEquals(order, told, "starts in their order");
        assertEquals(List.of(), complaints, "seed " + SEED + "\n" + String.join("\n", csms.frames()));
        System.out.println(startIds.size() + " transactions told, " + again + " messages came again under their id");
    }

    private static List<Csms.Received> transactionMessages(Csms csms) {
        return List.of("StartTransaction", "MeterValues", "StopTransaction").stream()
                .flatMap(action -> csms.calls(action).stream())
                .sorted(Comparator.comparing(Csms.Received::at))
                .toList();
    }
}
