// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.profile.core.meter;

import io.gatewatt.loop.Loop;
import io.gatewatt.measure.Measured;
import io.gatewatt.measure.MeterReading;
import io.gatewatt.ocpp.v16.Measurand;
import io.gatewatt.ocpp.v16.MeterValue;
import io.gatewatt.ocpp.v16.ReadingContext;
import io.gatewatt.ocpp.v16.SampledValue;
import io.gatewatt.profile.core.journal.StopData;
import io.gatewatt.profile.core.keys.CoreKeys;
import io.gatewatt.profile.core.keys.MeasurandList;
import io.gatewatt.profile.core.keys.MeasurandList.Item;
import io.gatewatt.profile.core.keys.Settings;
import io.gatewatt.station.ConnectorSnapshot;
import io.gatewatt.station.StationSnapshot;
import io.gatewatt.station.TransactionSnapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Gathers what StopTransaction carries as transactionData (StopTxnSampledData and StopTxnAlignedData): values at begin and end, and those
 * between as far as StopTransactionMaxMeterValues allows; nothing while both keys are empty. Only on the loop.
 */
@Component(service = StopValues.class)
public final class StopValues {

    private final Settings settings;
    private final StopData data;
    private final Moments moments;
    private final Periods periods;

    /** With all it needs. */
    @Activate
    public StopValues(@Reference Loop loop, @Reference Settings settings) {
        this.settings = settings;
        this.data = new StopData(loop);
        this.moments = new Moments(settings);
        this.periods = new Periods(loop);
    }

    /** A transaction has begun. */
    public void begin(TransactionSnapshot t, StationSnapshot station) {
        List<Measured> reading = reading(t, t.startWh(), station);
        periods.begin(t.key(), reading);
        List<Told> told = moments.told(station, t.connector(), reading, Period.from(reading));
        add(t.key(), t.startedAt(), moments.values(wanted(), told, ReadingContext.TransactionBegin));
    }

    /** A periodic sample was taken. */
    void sampled(String key, Instant at, List<Told> told) {
        List<Item> wanted = MeasurandList.parse(settings.core().StopTxnSampledData());
        add(key, at, moments.values(wanted, told, ReadingContext.SamplePeriodic));
    }

    /** A clock-aligned sample was taken. */
    void aligned(String key, Instant at, List<Told> told) {
        List<Item> wanted = MeasurandList.parse(settings.core().StopTxnAlignedData());
        add(key, at, moments.values(wanted, told, ReadingContext.SampleClock));
    }

    /** A transaction has ended: all that was gathered, and the values at its end. */
    public List<MeterValue> end(TransactionSnapshot t, Instant at, long stopWh, StationSnapshot station) {
        int most = settings.limits().StopTransactionMaxMeterValues() - 1;
        List<MeterValue> gathered = data.take(t.key(), most);
        Period period = periods.open(
                t.key(),
                settings.core().StopTxnSampledData().isBlank()
                        ? ReadingContext.SampleClock
                        : ReadingContext.SamplePeriodic);
        periods.forget(t.key());
        List<Told> told = moments.told(station, t.connector(), reading(t, stopWh, station), period);
        List<SampledValue> last = moments.values(wanted(), told, ReadingContext.TransactionEnd);
        if (last.isEmpty()) {
            return List.of();
        }
        List<MeterValue> all = new ArrayList<>();
        if (gathered.isEmpty() || !begins(gathered.get(0))) {
            // The keys were empty when it began: its register is known all the same.
            begun(t, station).ifPresent(all::add);
        }
        boolean full = all.size() + gathered.size() > Math.max(1, most);
        all.addAll(full ? gathered.subList(1, gathered.size()) : gathered);
        all.add(new MeterValue(at, last));
        return all;
    }

    private Optional<MeterValue> begun(TransactionSnapshot t, StationSnapshot station) {
        List<Measured> register = Moment.values(MeterReading.of(t.startWh()));
        List<Told> told = moments.told(station, t.connector(), register, Period.UNKNOWN).stream()
                .filter(value -> value.measurand() == Measurand.EnergyActiveImportRegister)
                .toList();
        List<SampledValue> first = moments.values(wanted(), told, ReadingContext.TransactionBegin);
        return first.isEmpty() ? Optional.empty() : Optional.of(new MeterValue(t.startedAt(), first));
    }

    private static boolean begins(MeterValue value) {
        return value.sampledValue().get(0).context() == ReadingContext.TransactionBegin;
    }

    private void add(String key, Instant at, List<SampledValue> values) {
        data.add(key, at, values, settings.limits().StopTransactionMaxMeterValues());
    }

    /** At begin and end: what either key wants. */
    private List<Item> wanted() {
        CoreKeys keys = settings.core();
        return Stream.of(keys.StopTxnSampledData(), keys.StopTxnAlignedData())
                .flatMap(list -> MeasurandList.parse(list).stream())
                .distinct()
                .toList();
    }

    /** The transaction's own register, and what else the connector's meter showed last. */
    private static List<Measured> reading(TransactionSnapshot t, long register, StationSnapshot station) {
        return Moment.values(new MeterReading(
                register,
                station.connector(t.connector())
                        .flatMap(ConnectorSnapshot::reading)
                        .map(MeterReading::values)
                        .orElse(List.of())));
    }
}
