package io.gatewatt.profile.core.meter;

import io.gatewatt.measure.MeterReading;
import io.gatewatt.ocpp.Outbox;
import io.gatewatt.ocpp.v16.MeterValue;
import io.gatewatt.ocpp.v16.MeterValues;
import io.gatewatt.ocpp.v16.ReadingContext;
import io.gatewatt.ocpp.v16.SampledValue;
import io.gatewatt.profile.core.keys.MeasurandList;
import io.gatewatt.profile.core.transaction.TransactionJournal;
import io.gatewatt.profile.core.transaction.TransactionRecord;
import io.gatewatt.station.ConnectorSnapshot;
import io.gatewatt.station.Station;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;

/** Queues readings as MeterValues. Only on the loop. */
final class MeterQueue {

    private final Station station;
    private final Outbox outbox;
    private final TransactionJournal journal;

    MeterQueue(Station station, Outbox outbox, TransactionJournal journal) {
        this.station = station;
        this.outbox = outbox;
        this.journal = journal;
    }

    /**
     * Queues a reading of a running transaction; nothing when its end is queued already, for the queue is chronological.
     *
     * @param measurands the value of a key that lists measurands
     * @param note what else to note of the transaction in the same turn
     */
    void ofTransaction(
            String key,
            Instant at,
            MeterReading reading,
            String measurands,
            ReadingContext context,
            UnaryOperator<TransactionRecord> note) {
        journal.find(key).filter(record -> !record.stopQueued()).ifPresent(record -> {
            Instant stamp = record.notBefore(at);
            journal.put(note.apply(record.stamped(stamp)));
            add(record.connector(), stamp, reading, measurands, context, key);
        });
    }

    /** Queues a reading of a connector without a transaction. */
    void ofConnector(int connector, Instant at, MeterReading reading, String measurands, ReadingContext context) {
        add(connector, at, reading, measurands, context, "");
    }

    private void add(int connector, Instant at, MeterReading reading, String measurands, ReadingContext context, String reference) {
        double offered = station.snapshot().connector(connector).map(ConnectorSnapshot::offeredAmps).orElse(0.0);
        List<SampledValue> values = Samples.of(MeasurandList.parseOrRegister(measurands), reading, offered, context);
        if (!values.isEmpty()) {
            // The number of the transaction is filled in when the message is sent: now it may not be known.
            outbox.add(MeterValues.ACTION, new MeterValues.Request(connector, null, List.of(new MeterValue(at, values))), reference);
        }
    }
}
