// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.profile.core.meter;

import io.gatewatt.loop.Loop;
import io.gatewatt.loop.Timer;
import io.gatewatt.ocpp.CentralSystem;
import io.gatewatt.ocpp.v16.ReadingContext;
import io.gatewatt.profile.core.keys.Settings;
import io.gatewatt.station.ConnectorSnapshot;
import io.gatewatt.station.Station;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads every connector at instants that are multiples of ClockAlignedDataInterval from 00:00 UTC, and stamps the values with that
 * instant. Connectors with a transaction are always told; idle ones only while there is a connection, for nobody misses them.
 */
@Component(service = AlignedValues.class, immediate = true)
public final class AlignedValues {

    private static final Logger LOG = LoggerFactory.getLogger(AlignedValues.class);
    /** The wall clock may jump: look at it at least this often. */
    private static final Duration LOOK = Duration.ofSeconds(30);

    private final Loop loop;
    private final Station station;
    private final CentralSystem central;
    private final Settings settings;
    private final MeterQueue queue;
    private final Runnable unsubscribe;
    private Timer timer = Timer.NONE;
    private int seconds;
    private Instant next = Instant.MAX;
    private boolean closed;

    /** With all it needs. */
    @Activate
    public AlignedValues(
            @Reference Loop loop,
            @Reference Station station,
            @Reference CentralSystem central,
            @Reference Settings settings,
            @Reference MeterQueue queue) {
        this.loop = loop;
        this.station = station;
        this.central = central;
        this.settings = settings;
        this.queue = queue;
        this.unsubscribe = settings.onChange(this::settingsChanged);
        loop.submit("aligned values begin", this::settingsChanged);
    }

    @Deactivate
    void close() {
        unsubscribe.run();
        loop.submit("aligned values end", () -> {
            closed = true;
            timer.cancel();
        });
    }

    /** The first aligned instant after this one; the count begins anew at midnight. */
    static Instant next(Instant after, int seconds) {
        long day = Duration.ofDays(1).toSeconds();
        long midnight = Math.floorDiv(after.getEpochSecond(), day) * day;
        long ofDay = after.getEpochSecond() - midnight;
        return Instant.ofEpochSecond(midnight + Math.min(day, (ofDay / seconds + 1) * seconds));
    }

    private void settingsChanged() {
        int now = settings.core().ClockAlignedDataInterval();
        if (!closed && now != seconds) {
            seconds = now;
            plan();
        }
    }

    private void plan() {
        timer.cancel();
        if (seconds > 0) {
            next = next(loop.clock().instant(), seconds);
            sleep();
        }
    }

    private void sleep() {
        Duration wait = Duration.between(loop.clock().instant(), next);
        timer = loop.after(wait.compareTo(LOOK) < 0 ? wait : LOOK, "aligned values", this::look);
    }

    private void look() {
        Instant now = loop.clock().instant();
        Duration late = Duration.between(next, now);
        boolean jumped = late.compareTo(LOOK) > 0 || late.negated().compareTo(Duration.ofSeconds(seconds)) > 0;
        if (jumped) {
            plan();
        } else if (late.isNegative()) {
            sleep();
        } else {
            Instant due = next;
            plan();
            station.snapshot().connectors().values().forEach(c -> read(c, due));
        }
    }

    /** Whether the transaction did not run yet at the aligned instant, though it does now. A clock that was set back looks different. */
    private boolean begunSince(String transaction, Instant due) {
        return station.snapshot()
                .transaction(transaction)
                .map(t -> Duration.between(due, t.startedAt()))
                .filter(since -> !since.isNegative() && !since.isZero() && since.compareTo(LOOK) < 0)
                .isPresent();
    }

    private void read(ConnectorSnapshot connector, Instant due) {
        Optional<String> transaction = connector.transaction().filter(key -> !begunSince(key, due));
        if (transaction.isEmpty() && !central.link().online()) {
            return;
        }
        station.read(connector.number())
                .onSuccess(read -> transaction.ifPresentOrElse(
                        key -> queue.ofTransaction(
                                key, due, read.reading(), ReadingContext.SampleClock, record -> record),
                        () -> queue.ofConnector(connector.number(), due, read.reading())))
                // The station tells of the meter, once.
                .onFailure(
                        why -> LOG.debug("no aligned value of connector {}: {}", connector.number(), why.getMessage()));
    }
}
