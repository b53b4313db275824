// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.profile.core.meter;

import io.gatewatt.loop.Loop;
import io.gatewatt.measure.Measured;
import io.gatewatt.measure.MeterReading;
import io.gatewatt.ocpp.Outbox;
import io.gatewatt.ocpp.v16.MeterValue;
import io.gatewatt.ocpp.v16.MeterValues;
import io.gatewatt.ocpp.v16.ReadingContext;
import io.gatewatt.ocpp.v16.SampledValue;
import io.gatewatt.profile.core.journal.TransactionJournal;
import io.gatewatt.profile.core.journal.TransactionRecord;
import io.gatewatt.profile.core.keys.MeasurandList;
import io.gatewatt.profile.core.keys.Settings;
import io.gatewatt.station.Station;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Queues readings as MeterValues, and notes them for the end of their transaction. Only on the loop. */
@Component(service = MeterQueue.class)
public final class MeterQueue {

    private static final Duration SLACK = Duration.ofSeconds(5);

    private final Station station;
    private final Outbox outbox;
    private final Settings settings;
    private final StopValues stopValues;
    private final TransactionJournal journal;
    private final Moments moments;
    private final Periods periods;

    /** With all it needs. */
    @Activate
    public MeterQueue(
            @Reference Loop loop,
            @Reference Station station,
            @Reference Outbox outbox,
            @Reference Settings settings,
            @Reference StopValues stopValues) {
        this.station = station;
        this.outbox = outbox;
        this.settings = settings;
        this.stopValues = stopValues;
        this.journal = new TransactionJournal(loop);
        this.moments = new Moments(settings);
        this.periods = new Periods(loop);
    }

    /**
     * Queues a reading of a running transaction; nothing when its end is queued already, for the queue is chronological.
     *
     * @param context SamplePeriodic or SampleClock
     * @param note what else to note of the transaction in the same turn
     */
    void ofTransaction(
            String key,
            Instant at,
            MeterReading reading,
            ReadingContext context,
            UnaryOperator<TransactionRecord> note) {
        journal.find(key).filter(record -> !record.stopQueued()).ifPresent(record -> {
            Instant stamp = aligned(context, at, record) ? at : record.notBefore(at);
            List<Measured> values = Moment.values(reading);
            List<Told> told = moments.told(station.snapshot(), record.connector(), values, periods.open(key, context));
            periods.note(key, context, values);
            journal.put(note.apply(record.told(record.notBefore(stamp), reading.importWh())));
            if (context == ReadingContext.SampleClock) {
                stopValues.aligned(key, stamp, told);
            } else {
                stopValues.sampled(key, stamp, told);
            }
            add(record.connector(), stamp, told, context, key);
        });
    }

    /** Queues a clock-aligned reading of a connector without a transaction. */
    void ofConnector(int connector, Instant at, MeterReading reading) {
        List<Measured> values = Moment.values(reading);
        Period period = periods.turn(connector, values);
        add(connector, at, moments.told(station.snapshot(), connector, values, period), ReadingContext.SampleClock, "");
    }

    private void add(int connector, Instant at, List<Told> told, ReadingContext context, String reference) {
        String wanted = context == ReadingContext.SampleClock
                ? settings.core().MeterValuesAlignedData()
                : settings.core().MeterValuesSampledData();
        List<SampledValue> values = moments.values(MeasurandList.parseOrRegister(wanted), told, context);
        if (!values.isEmpty()) {
            // The number of the transaction is filled in when the message is sent: now it may not be known.
            outbox.add(
                    MeterValues.ACTION,
                    new MeterValues.Request(connector, null, List.of(new MeterValue(at, values))),
                    reference);
        }
    }

    /** An aligned instant stays what it is even when a periodic sample was a moment faster; only a clock that was set back is mended. */
    private static boolean aligned(ReadingContext context, Instant at, TransactionRecord record) {
        return context == ReadingContext.SampleClock
                && Duration.between(at, record.lastStamp()).compareTo(SLACK) < 0;
    }
}
