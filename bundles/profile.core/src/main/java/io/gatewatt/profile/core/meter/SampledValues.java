package io.gatewatt.profile.core.meter;

import io.gatewatt.loop.Loop;
import io.gatewatt.ocpp.v16.ReadingContext;
import io.gatewatt.profile.core.keys.Settings;
import io.gatewatt.profile.core.journal.TransactionJournal;
import io.gatewatt.profile.core.journal.TransactionRecord;
import io.gatewatt.station.Station;
import io.gatewatt.station.StationListener;
import io.gatewatt.station.StationSnapshot;
import io.gatewatt.station.TransactionSnapshot;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Samples each running transaction every MeterValueSampleInterval, counted from its start. A meter that does not answer costs that
 * sample: none is invented. A change of the interval counts from the last sample.
 */
@Component
public final class SampledValues implements StationListener {

    private static final Logger LOG = LoggerFactory.getLogger(SampledValues.class);

    private final Loop loop;
    private final Station station;
    private final Settings settings;
    private final TransactionJournal journal;
    private final MeterQueue queue;
    private final Runnable unsubscribe;
    private final Map<String, Rhythm> rhythms = new HashMap<>();
    private boolean closed;

    /** With all it needs. */
    @Activate
    public SampledValues(
            @Reference Loop loop, @Reference Station station, @Reference Settings settings, @Reference MeterQueue queue) {
        this.loop = loop;
        this.station = station;
        this.settings = settings;
        this.journal = new TransactionJournal(loop);
        this.queue = queue;
        this.unsubscribe = settings.onChange(() -> rhythms.values().forEach(r -> r.every(seconds())));
    }

    @Deactivate
    void close() {
        unsubscribe.run();
        loop.submit("sampling ends", () -> {
            closed = true;
            rhythms.values().forEach(Rhythm::stop);
        });
    }

    @Override
    public void changed(StationSnapshot before, StationSnapshot after) {
        if (closed) {
            return;
        }
        rhythms.entrySet().removeIf(e -> {
            boolean over = after.transaction(e.getKey()).filter(t -> t.end().isEmpty()).isEmpty();
            if (over) {
                e.getValue().stop();
            }
            return over;
        });
        after.transactions().stream()
                .filter(t -> t.end().isEmpty() && !rhythms.containsKey(t.key()))
                .forEach(this::begin);
    }

    private void begin(TransactionSnapshot t) {
        Instant last = journal.find(t.key()).flatMap(TransactionRecord::lastSample).orElse(t.startedAt());
        Rhythm rhythm = new Rhythm(loop, last, () -> sample(t.key(), t.connector()));
        rhythms.put(t.key(), rhythm);
        rhythm.every(seconds());
    }

    private void sample(String key, int connector) {
        Instant due = loop.clock().instant();
        station.read(connector)
                .onSuccess(read -> queue.ofTransaction(
                        key, read.at(), read.reading(), ReadingContext.SamplePeriodic, record -> record.sampled(due)))
                .onFailure(why -> LOG.warn("no sample of connector {}: {}", connector, why.getMessage()));
    }

    private int seconds() {
        return settings.core().MeterValueSampleInterval();
    }
}
