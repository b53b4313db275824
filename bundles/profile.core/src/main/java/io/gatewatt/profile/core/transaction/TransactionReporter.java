// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.profile.core.transaction;

import io.gatewatt.loop.Loop;
import io.gatewatt.ocpp.Outbox;
import io.gatewatt.ocpp.v16.StartTransaction;
import io.gatewatt.ocpp.v16.StopTransaction;
import io.gatewatt.profile.core.journal.TransactionJournal;
import io.gatewatt.profile.core.journal.TransactionRecord;
import io.gatewatt.profile.core.meter.StopValues;
import io.gatewatt.station.Station;
import io.gatewatt.station.StationListener;
import io.gatewatt.station.StationSnapshot;
import io.gatewatt.station.TransactionSnapshot;
import java.time.Duration;
import java.time.Instant;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Queues a StartTransaction for each transaction that the station shows and that was not told yet, and a StopTransaction for each that
 * shows as ended. It compares what is with what was told and looks at no event, so nothing is lost or told twice, whoever was away or
 * killed in between: message and note are written in the turn of the station's own change.
 */
@Component
public final class TransactionReporter implements StationListener {

    private static final Duration KEPT = Duration.ofDays(1);

    private final Loop loop;
    private final Station station;
    private final Outbox outbox;
    private final StopValues stopValues;
    private final TransactionJournal journal;

    /** With all it needs. */
    @Activate
    public TransactionReporter(
            @Reference Loop loop,
            @Reference Station station,
            @Reference Outbox outbox,
            @Reference StopValues stopValues) {
        this.stopValues = stopValues;
        this.loop = loop;
        this.station = station;
        this.outbox = outbox;
        this.journal = new TransactionJournal(loop);
    }

    @Override
    public void changed(StationSnapshot before, StationSnapshot after) {
        after.transactions().forEach(t -> reconcile(t, after));
    }

    private void reconcile(TransactionSnapshot t, StationSnapshot all) {
        TransactionRecord known = journal.find(t.key()).orElseGet(() -> {
            // Once the start is on its way: it shall not wait for a look through all of them.
            loop.afterCommit(() -> loop.submit("forget old transactions", () -> forgetOld(t.startedAt())));
            return queueStart(t, all);
        });
        t.end().ifPresent(end -> {
            if (!known.stopQueued()) {
                queueStop(t, end, known, all);
            }
            settle(t.key());
        });
    }

    private TransactionRecord queueStart(TransactionSnapshot t, StationSnapshot all) {
        TransactionRecord record =
                TransactionRecord.started(t.key(), t.connector(), t.startedAt(), t.startWh(), loop.incarnation());
        journal.put(record);
        outbox.add(StartTransaction.ACTION, Messages.start(t), t.key());
        stopValues.begin(t, all);
        return record;
    }

    /** Neither time nor register may fall behind what was told before: after a power cut the station's own journal can be older. */
    private void queueStop(
            TransactionSnapshot t, TransactionSnapshot.End end, TransactionRecord known, StationSnapshot all) {
        Instant at = known.notBefore(end.at());
        long register = Math.max(end.stopWh(), known.registerWh());
        journal.put(known.told(at, register).stopped());
        outbox.add(
                StopTransaction.ACTION,
                Messages.stop(end, at, register, stopValues.end(t, at, register, all)),
                t.key());
    }

    /** In a turn of its own: the station is in the middle of telling its change. A crash before it is mended by the next comparison. */
    private void settle(String key) {
        loop.submit("settle transaction", () -> station.settle(key));
    }

    /** Notes are kept for a while after all is told: a transaction that the station still knows must not look new. */
    private void forgetOld(Instant now) {
        StationSnapshot all = station.snapshot();
        journal.all().stream()
                .filter(t -> t.stopDone() && t.lastStamp().isBefore(now.minus(KEPT)))
                .filter(t -> all.transaction(t.key()).isEmpty())
                .forEach(t -> journal.remove(t.key()));
    }
}
