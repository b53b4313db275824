// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.profile.core.meter;

import io.gatewatt.loop.Loop;
import io.gatewatt.measure.MeterReading;
import io.gatewatt.ocpp.v16.MeterValue;
import io.gatewatt.ocpp.v16.ReadingContext;
import io.gatewatt.ocpp.v16.SampledValue;
import io.gatewatt.profile.core.journal.StopData;
import io.gatewatt.profile.core.keys.CoreKeys;
import io.gatewatt.profile.core.keys.MeasurandList;
import io.gatewatt.profile.core.keys.Settings;
import io.gatewatt.station.ConnectorSnapshot;
import io.gatewatt.station.StationSnapshot;
import io.gatewatt.station.TransactionSnapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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

    /** With all it needs. */
    @Activate
    public StopValues(@Reference Loop loop, @Reference Settings settings) {
        this.settings = settings;
        this.data = new StopData(loop);
    }

    /** A transaction has begun. */
    public void begin(TransactionSnapshot t, StationSnapshot station) {
        add(t.key(), t.startedAt(), values(t, t.startWh(), station, ReadingContext.TransactionBegin));
    }

    /** A periodic sample was taken. */
    void sampled(String key, Instant at, MeterReading reading, double offeredAmps) {
        String wanted = settings.core().StopTxnSampledData();
        add(key, at, Samples.of(MeasurandList.parse(wanted), reading, offeredAmps, ReadingContext.SamplePeriodic));
    }

    /** A clock-aligned sample was taken. */
    void aligned(String key, Instant at, MeterReading reading, double offeredAmps) {
        String wanted = settings.core().StopTxnAlignedData();
        add(key, at, Samples.of(MeasurandList.parse(wanted), reading, offeredAmps, ReadingContext.SampleClock));
    }

    /** A transaction has ended: all that was gathered, and the values at its end. */
    public List<MeterValue> end(TransactionSnapshot t, Instant at, long stopWh, StationSnapshot station) {
        List<MeterValue> all =
                new ArrayList<>(data.take(t.key(), settings.limits().StopTransactionMaxMeterValues() - 1));
        List<SampledValue> last = values(t, stopWh, station, ReadingContext.TransactionEnd);
        if (last.isEmpty()) {
            return List.of();
        }
        all.add(new MeterValue(at, last));
        return all;
    }

    private void add(String key, Instant at, List<SampledValue> values) {
        data.add(key, at, values, settings.limits().StopTransactionMaxMeterValues());
    }

    /** The transaction's own register, and what else the connector's meter showed last. */
    private List<SampledValue> values(
            TransactionSnapshot t, long register, StationSnapshot station, ReadingContext context) {
        CoreKeys keys = settings.core();
        String wanted = keys.StopTxnSampledData().isBlank() ? keys.StopTxnAlignedData() : keys.StopTxnSampledData();
        ConnectorSnapshot connector = station.connectors().get(t.connector());
        boolean read = connector != null && connector.reading().isPresent();
        MeterReading reading =
                new MeterReading(register, read ? connector.reading().get().values() : List.of());
        return Samples.of(
                MeasurandList.parse(wanted), reading, connector == null ? 0 : connector.offeredAmps(), context);
    }
}
