// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.profile.core.meter;

import io.gatewatt.loop.Loop;
import io.gatewatt.loop.Table;
import io.gatewatt.measure.Measured;
import io.gatewatt.ocpp.v16.ReadingContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * When the period of an interval value began: with the value of the same kind before it, sampled or clock-aligned, or with the transaction. Those of
 * transactions are stored, those of connectors without one are not: nothing flows there. Only on the loop.
 */
final class Periods {

    static final String TABLE = "core_period";

    private final Loop loop;
    private final Map<Integer, Period> idle = new HashMap<>();

    Periods(Loop loop) {
        this.loop = loop;
    }

    /** A transaction begins with this reading. */
    void begin(String transaction, List<Measured> reading) {
        note(transaction, ReadingContext.SamplePeriodic, reading);
        note(transaction, ReadingContext.SampleClock, reading);
    }

    /** The period of this kind that is open in a transaction. */
    Period open(String transaction, ReadingContext kind) {
        return table().get(key(transaction, kind)).map(Period::of).orElse(Period.UNKNOWN);
    }

    /** The open period ends with this reading, and the next begins. */
    void note(String transaction, ReadingContext kind, List<Measured> reading) {
        table().put(key(transaction, kind), Period.from(reading).row());
    }

    /** The same for the clock-aligned values of a connector without a transaction; gives the period that ends. */
    Period turn(int connector, List<Measured> reading) {
        Period before = idle.put(connector, Period.from(reading));
        return before == null ? Period.UNKNOWN : before;
    }

    /** A transaction has ended. */
    void forget(String transaction) {
        table().remove(key(transaction, ReadingContext.SamplePeriodic));
        table().remove(key(transaction, ReadingContext.SampleClock));
    }

    private static String key(String transaction, ReadingContext kind) {
        return transaction + "/" + kind.name();
    }

    private Table table() {
        return loop.store().table(TABLE);
    }
}
