// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.profile.core.meter;

import io.gatewatt.loop.Loop;
import io.gatewatt.ocpp.v16.ReadingContext;
import io.gatewatt.profile.core.journal.TransactionJournal;
import io.gatewatt.profile.core.journal.TransactionRecord;
import io.gatewatt.profile.core.keys.Settings;
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
 * Samples each running transaction every MeterValueSampleInterval, counted from its start. A meter that does not answer costs the samples
 * due meanwhile: none is invented, and the reading it comes back with is told once. A change of the interval counts from the last sample.
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
    private final Map<String, Sampling> samplings = new HashMap<>();
    private boolean closed;

    /** With all it needs. */
    @Activate
    public SampledValues(
            @Reference Loop loop,
            @Reference Station station,
            @Reference Settings settings,
            @Reference MeterQueue queue) {
        this.loop = loop;
        this.station = station;
        this.settings = settings;
        this.journal = new TransactionJournal(loop);
        this.queue = queue;
        this.unsubscribe = settings.onChange(
                () -> samplings.values().forEach(s -> s.rhythm().every(seconds())));
    }

    @Deactivate
    void close() {
        unsubscribe.run();
        loop.submit("sampling ends", () -> {
            closed = true;
            samplings.values().forEach(s -> s.rhythm().stop());
        });
    }

    @Override
    public void changed(StationSnapshot before, StationSnapshot after) {
        if (closed) {
            return;
        }
        samplings.entrySet().removeIf(e -> {
            boolean over =
                    after.transaction(e.getKey()).filter(t -> t.end().isEmpty()).isEmpty();
            if (over) {
                e.getValue().rhythm().stop();
            }
            return over;
        });
        after.transactions().stream()
                .filter(t -> t.end().isEmpty() && !samplings.containsKey(t.key()))
                .forEach(this::begin);
    }

    private void begin(TransactionSnapshot t) {
        Instant last =
                journal.find(t.key()).flatMap(TransactionRecord::lastSample).orElse(t.startedAt());
        Rhythm rhythm = new Rhythm(loop, last, () -> sample(t.key(), t.connector()));
        samplings.put(t.key(), new Sampling(rhythm));
        rhythm.every(seconds());
    }

    private void sample(String key, int connector) {
        Sampling sampling = samplings.get(key);
        Instant asked = loop.clock().instant();
        if (sampling.due(asked)) {
            read(key, connector, sampling, asked);
        }
    }

    private void read(String key, int connector, Sampling sampling, Instant asked) {
        station.read(connector)
                .onSuccess(read -> {
                    Instant due = sampling.answered();
                    if (sampling.news(read.at())) {
                        queue.ofTransaction(
                                key,
                                read.at(),
                                read.reading(),
                                ReadingContext.SamplePeriodic,
                                record -> record.sampled(due));
                    }
                })
                .onFailure(why -> {
                    // The station tells of the meter, once.
                    LOG.debug("no sample of connector {}: {}", connector, why.getMessage());
                    Instant due = sampling.answered();
                    // A later sample fell due while this read was open: it has its own time to wait.
                    if (!due.equals(asked) && samplings.get(key) == sampling && sampling.due(due)) {
                        read(key, connector, sampling, due);
                    }
                });
    }

    private int seconds() {
        return settings.core().MeterValueSampleInterval();
    }
}
