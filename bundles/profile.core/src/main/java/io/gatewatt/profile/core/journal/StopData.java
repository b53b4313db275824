// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.profile.core.journal;

import io.gatewatt.loop.Loop;
import io.gatewatt.loop.Row;
import io.gatewatt.loop.Table;
import io.gatewatt.ocpp.v16.Measurand;
import io.gatewatt.ocpp.v16.MeterValue;
import io.gatewatt.ocpp.v16.ReadingContext;
import io.gatewatt.ocpp.v16.SampledValue;
import io.gatewatt.ocpp.v16.UnitOfMeasure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The table {@code core_stop_data}: meter values of running transactions that their StopTransaction is to carry. When there are more than
 * twice as many as it may carry every second one is forgotten, so that a long transaction does not fill the store. Only on the loop.
 */
public final class StopData {

    static final String TABLE = "core_stop_data";
    private static final String NONE = "-";

    private final Loop loop;
    private final Map<String, Integer> counts = new HashMap<>();

    /** A view on the loop's store. */
    public StopData(Loop loop) {
        this.loop = loop;
    }

    /** Adds values that were measured at one instant. */
    public void add(String transaction, Instant at, List<SampledValue> values, int limit) {
        if (values.isEmpty()) {
            return;
        }
        int count = counts.computeIfAbsent(transaction, key -> rows(key).size());
        if (count >= 2 * Math.max(2, limit)) {
            List<String> keys = List.copyOf(rows(transaction).keySet());
            for (int i = 1; i < keys.size(); i += 2) {
                table().remove(keys.get(i));
            }
            count = rows(transaction).size();
        }
        counts.put(transaction, count + 1);
        String text = values.stream().map(StopData::write).collect(Collectors.joining(";"));
        String key = "%s/%015d-%s"
                .formatted(transaction, at.toEpochMilli(), order(values.get(0).context()));
        table().put(key, Row.empty().with("at", at).with("values", text));
    }

    /**
     * Takes all values of a transaction out, in the order of their time: the first always, of the rest evenly as many as the limit
     * allows.
     */
    public List<MeterValue> take(String transaction, int limit) {
        List<MeterValue> all = new ArrayList<>();
        rows(transaction).forEach((key, row) -> {
            table().remove(key);
            all.add(new MeterValue(
                    row.instant("at"),
                    Arrays.stream(row.text("values").split(";"))
                            .map(StopData::read)
                            .toList()));
        });
        counts.remove(transaction);
        List<MeterValue> kept = new ArrayList<>();
        int most = Math.max(1, limit);
        for (int i = 0; i < Math.min(all.size(), most); i++) {
            kept.add(all.size() <= most ? all.get(i) : all.get((int) ((long) i * all.size() / most)));
        }
        return kept;
    }

    /** Within a millisecond: the begin comes first. */
    private static String order(ReadingContext context) {
        return context == ReadingContext.TransactionBegin ? "0" : context.name();
    }

    private Map<String, Row> rows(String transaction) {
        return table().all().subMap(transaction + "/", transaction + "0");
    }

    private static String write(SampledValue v) {
        return String.join(
                "|",
                v.value(),
                v.context().name(),
                v.measurand().name(),
                name(v.phase()),
                v.location().name(),
                name(v.unit()));
    }

    private static SampledValue read(String text) {
        String[] part = text.split("\\|");
        return new SampledValue(
                part[0],
                ReadingContext.valueOf(part[1]),
                null,
                Measurand.valueOf(part[2]),
                part[3].equals(NONE) ? null : SampledValue.Phase.valueOf(part[3]),
                SampledValue.Location.valueOf(part[4]),
                part[5].equals(NONE) ? null : UnitOfMeasure.valueOf(part[5]));
    }

    private static String name(Enum<?> value) {
        return value == null ? NONE : value.name();
    }

    private Table table() {
        return loop.store().table(TABLE);
    }
}
