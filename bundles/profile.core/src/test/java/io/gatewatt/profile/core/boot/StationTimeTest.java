// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.profile.core.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatewatt.loop.core.VirtualLoop;
import io.gatewatt.ocpp.v16.AuthorizationStatus;
import io.gatewatt.ocpp.v16.IdTagInfo;
import io.gatewatt.ocpp.v16.MeterValues;
import io.gatewatt.ocpp.v16.StartTransaction;
import io.gatewatt.ocpp.v16.StopTransaction;
import io.gatewatt.profile.core.FakeCentralSystem;
import io.gatewatt.profile.core.FakeOutbox;
import io.gatewatt.profile.core.FakeSettings;
import io.gatewatt.profile.core.FakeStation;
import io.gatewatt.profile.core.auth.Learned;
import io.gatewatt.profile.core.meter.MeterQueue;
import io.gatewatt.profile.core.meter.SampledValues;
import io.gatewatt.profile.core.meter.StopValues;
import io.gatewatt.profile.core.transaction.TransactionNumbers;
import io.gatewatt.profile.core.transaction.TransactionReporter;
import io.gatewatt.station.StopReason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Stamps of transactions on a clock that is wrong until the central system tells the time. */
class StationTimeTest {

    private static final Duration SINCE_1970 = Duration.ofDays(-20_454);

    /** The right time, which the station under test may not know. */
    private final VirtualLoop right = new VirtualLoop();

    private VirtualLoop loop = right;
    private FakeOutbox outbox = new FakeOutbox(loop);
    private FakeStation station;
    private TransactionNumbers owner;

    private void boot() {
        station = new FakeStation(loop);
        FakeSettings settings = new FakeSettings()
                .set("MeterValueSampleInterval", 10)
                .set("StopTxnSampledData", "Energy.Active.Import.Register");
        StopValues stopValues = new StopValues(loop, settings);
        owner = new TransactionNumbers(
                loop, station, settings, Learned.in(loop, station, settings, new FakeCentralSystem(loop)));
        station.listen(new TransactionReporter(loop, station, outbox, stopValues));
        station.listen(new SampledValues(
                loop, station, settings, new MeterQueue(loop, station, outbox, settings, stopValues)));
        station.listen(owner);
        loop.run();
    }

    /** A power cut; the real-time clock is off by so much afterwards. */
    private void restart(Duration clockOff) {
        loop = loop.crash(clockOff);
        outbox = outbox.on(loop);
        boot();
    }

    private void told(Instant now) {
        loop.run(() -> StationTime.begin(loop, now));
    }

    private void after(int seconds) {
        loop.advance(Duration.ofSeconds(seconds));
    }

    /** Delivers all, and gives the stamps in the order of sending, of transactionData before the stop they are in. */
    private List<Instant> delivered() {
        List<Instant> stamps = new ArrayList<>();
        int number = 1;
        while (outboxWaits()) {
            boolean start = outbox.next() instanceof StartTransaction.Request;
            Record sent = outbox.deliver(
                            owner,
                            start
                                    ? new StartTransaction.Confirmation(
                                            new IdTagInfo(AuthorizationStatus.Accepted), number++)
                                    : outbox.next() instanceof MeterValues.Request
                                            ? new MeterValues.Confirmation()
                                            : new StopTransaction.Confirmation())
                    .orElseThrow();
            if (sent instanceof StartTransaction.Request s) {
                stamps.add(s.timestamp());
            } else if (sent instanceof MeterValues.Request m) {
                m.meterValue().forEach(v -> stamps.add(v.timestamp()));
            } else if (sent instanceof StopTransaction.Request s) {
                List<Instant> data =
                        s.transactionData().stream().map(v -> v.timestamp()).toList();
                assertEquals(data.stream().sorted().toList(), data);
                assertTrue(!s.timestamp().isBefore(data.get(data.size() - 1)), sent.toString());
                assertTrue(!data.get(0).isBefore(Instant.parse("2026-01-01T00:00:00Z")), data.toString());
                stamps.add(s.timestamp());
            }
        }
        return stamps;
    }

    private boolean outboxWaits() {
        boolean[] waits = new boolean[1];
        loop.run(() -> waits[0] = outbox.depth() > 0);
        return waits[0];
    }

    private static List<Long> secondsFrom(Instant origin, List<Instant> stamps) {
        return stamps.stream().map(t -> Duration.between(origin, t).toSeconds()).toList();
    }

    @Test
    void aTransactionBegunInTheWrongYearIsToldInTheRightOne() {
        boot();
        after(3_600);
        Instant origin = right.now();
        restart(SINCE_1970);
        after(5);
        loop.run(() -> station.begin("a", 1, "T1"));
        after(15);
        told(origin.plusSeconds(20));
        after(10);
        loop.run(() -> station.end("a", StopReason.LOCAL, Optional.empty()));
        assertEquals(List.of(5L, 15L, 25L, 30L), secondsFrom(origin, delivered()));
    }

    @Test
    void soIsOneThatWasOverBefore() {
        boot();
        Instant origin = right.now();
        restart(SINCE_1970);
        after(5);
        loop.run(() -> station.begin("a", 1, "T1"));
        after(15);
        loop.run(() -> station.end("a", StopReason.LOCAL, Optional.empty()));
        after(100);
        told(origin.plusSeconds(120));
        // Later corrections change nothing any more.
        loop.run(() -> StationTime.correct(loop, origin.plusSeconds(500)));
        assertEquals(List.of(5L, 15L, 20L), secondsFrom(origin, delivered()));
    }

    @Test
    void whatARunBeforeStampedStaysAndNoTransactionGoesBack() {
        boot();
        told(right.now());
        Instant known = right.now();
        after(3_600);
        restart(SINCE_1970);
        after(5);
        loop.run(() -> station.begin("a", 1, "T1"));
        after(15);
        restart(SINCE_1970);
        loop.run(() -> station.end("a", StopReason.POWER_LOSS, Optional.empty()));
        after(5);
        loop.run(() -> station.begin("b", 2, "T2"));
        after(5);
        Instant now = right.now();
        told(now);
        loop.run(() -> station.end("b", StopReason.LOCAL, Optional.empty()));
        List<Instant> stamps = delivered();
        assertEquals(List.of(5L, 15L), secondsFrom(known, stamps.subList(0, 2)), "after the last time known");
        assertTrue(!stamps.get(2).isBefore(stamps.get(1)), stamps.toString());
        assertEquals(List.of(-5L, 0L), secondsFrom(now, stamps.subList(3, 5)));
    }

    @Test
    void aClockThatWasFastIsPutRightButNoStampGoesBack() {
        boot();
        Instant origin = right.now();
        restart(Duration.ofDays(400));
        loop.run(() -> station.begin("a", 1, "T1"));
        after(15);
        told(origin.plusSeconds(15));
        assertEquals(origin.plusSeconds(15), loop.now());
        after(10);
        loop.run(() -> station.end("a", StopReason.LOCAL, Optional.empty()));
        List<Instant> stamps = delivered();
        assertEquals(stamps.stream().sorted().toList(), stamps);
        loop.run(() -> station.begin("b", 1, "T1"));
        assertEquals(origin.plusSeconds(25), delivered().get(0), "the next one is right");
    }

    @Test
    void aBootWithoutARestartOfTheProcessMovesNoStampThatWasSent() {
        boot();
        Instant origin = loop.now();
        told(origin);
        loop.run(() -> station.begin("a", 1, "T1"));
        assertEquals(List.of(origin), delivered());
        after(15);
        told(loop.now().plusSeconds(100));
        loop.run(() -> station.end("a", StopReason.SOFT_RESET, Optional.empty()));
        assertEquals(List.of(10L, 115L), secondsFrom(origin, delivered()));
    }

    @Test
    void aSecondIsTheWayOfTheAnswer() {
        boot();
        Instant before = loop.now();
        loop.run(() -> station.begin("a", 1, "T1"));
        told(before.plusMillis(900));
        assertEquals(before, loop.now());
        assertEquals(List.of(before), delivered());
    }

    @Test
    void intervalsDoNotFollowTheClock() {
        boot();
        loop.run(() -> station.begin("a", 1, "T1"));
        for (int jump : List.of(3_600, -7_200, 86_400, 7)) {
            loop.run(() -> StationTime.correct(loop, loop.now().plusSeconds(jump)));
            after(10);
        }
        assertEquals(5, delivered().size(), "a start and four samples");
    }
}
