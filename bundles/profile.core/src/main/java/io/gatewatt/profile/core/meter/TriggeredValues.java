// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.profile.core.meter;

import io.gatewatt.loop.Loop;
import io.gatewatt.measure.Measured;
import io.gatewatt.ocpp.CentralSystem;
import io.gatewatt.ocpp.Triggerable;
import io.gatewatt.ocpp.v16.MeterValue;
import io.gatewatt.ocpp.v16.MeterValues;
import io.gatewatt.ocpp.v16.ReadingContext;
import io.gatewatt.ocpp.v16.SampledValue;
import io.gatewatt.profile.core.journal.TransactionJournal;
import io.gatewatt.profile.core.journal.TransactionRecord;
import io.gatewatt.profile.core.keys.MeasurandList;
import io.gatewatt.profile.core.keys.Settings;
import io.gatewatt.station.Station;
import io.gatewatt.station.Station.StampedReading;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.util.promise.Promise;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * MeterValues that the central system asked for: the measurands of MeterValuesSampledData, read now, in the context Trigger (errata 3.46). They go
 * out at once and are no part of the queue of transaction messages; nor do they end the period of an interval value. Only on the loop.
 */
@Component
public final class TriggeredValues implements Triggerable {

    private static final Logger LOG = LoggerFactory.getLogger(TriggeredValues.class);

    private final Station station;
    private final CentralSystem central;
    private final Settings settings;
    private final TransactionJournal journal;
    private final Moments moments;
    private final Periods periods;

    /** With all it needs. */
    @Activate
    public TriggeredValues(
            @Reference Loop loop,
            @Reference Station station,
            @Reference CentralSystem central,
            @Reference Settings settings) {
        this.station = station;
        this.central = central;
        this.settings = settings;
        this.journal = new TransactionJournal(loop);
        this.moments = new Moments(settings);
        this.periods = new Periods(loop);
    }

    @Override
    public String message() {
        return MeterValues.ACTION.name();
    }

    /** There is no meter at connector 0. */
    @Override
    public Optional<Runnable> trigger(Optional<Integer> connector) {
        int last = station.snapshot().model().connectors();
        if (connector.filter(c -> c < 1 || c > last).isPresent()) {
            return Optional.empty();
        }
        return Optional.of(() -> IntStream.rangeClosed(connector.orElse(1), connector.orElse(last))
                .forEach(c -> tell(c).onFailure(why ->
                        LOG.warn("triggered values of connector {} could not be told: {}", c, why.getMessage()))));
    }

    /** Reads the meter of a connector and tells what it shows; fails when it does not answer. */
    Promise<MeterValues.Confirmation> tell(int connector) {
        return station.read(connector)
                .flatMap(read -> central.callTriggered(MeterValues.ACTION, message(connector, read)));
    }

    private MeterValues.Request message(int connector, StampedReading read) {
        Optional<TransactionRecord> running = station.snapshot()
                .connector(connector)
                .flatMap(c -> c.transaction())
                .flatMap(journal::find)
                .filter(record -> !record.stopQueued());
        List<Measured> values = Moment.values(read.reading());
        Period period = running.map(record -> periods.open(record.key(), ReadingContext.SamplePeriodic))
                .orElse(Period.UNKNOWN);
        List<Told> told = moments.told(station.snapshot(), connector, values, period);
        List<SampledValue> wanted = values(settings.core().MeterValuesSampledData(), told);
        // The number is not invented while the start is not confirmed.
        Integer transaction = running.filter(record -> record.id().isPresent())
                .map(record -> record.id().getAsInt())
                .orElse(null);
        return new MeterValues.Request(
                connector,
                transaction,
                List.of(new MeterValue(read.at(), wanted.isEmpty() ? values("", told) : wanted)));
    }

    private List<SampledValue> values(String keys, List<Told> told) {
        return moments.values(MeasurandList.parseOrRegister(keys), told, ReadingContext.Trigger);
    }
}
