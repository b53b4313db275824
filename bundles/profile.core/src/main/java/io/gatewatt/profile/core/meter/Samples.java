// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.profile.core.meter;

import io.gatewatt.measure.Measured;
import io.gatewatt.measure.Phase;
import io.gatewatt.measure.Quantity;
import io.gatewatt.ocpp.v16.Measurand;
import io.gatewatt.ocpp.v16.ReadingContext;
import io.gatewatt.ocpp.v16.SampledValue;
import io.gatewatt.ocpp.v16.SampledValue.Location;
import io.gatewatt.ocpp.v16.UnitOfMeasure;
import io.gatewatt.profile.core.keys.MeasurandList.Item;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Values in the words of OCPP: those that a list of measurands asks for, each as a text without the noise of binary fractions.
 */
final class Samples {

    /** Decimals that are worth telling. */
    private static final int DECIMALS = 3;

    private Samples() {}

    /** The values asked for, as far as there are; those of an item in the order of their conductors. */
    static List<SampledValue> of(List<Item> items, List<Told> told, ReadingContext context, UnitOfMeasure celsius) {
        List<SampledValue> values = new ArrayList<>();
        for (Item item : items) {
            told.stream()
                    .filter(t -> t.measurand() == item.measurand()
                            && item.takes(t.value().phase()))
                    .sorted(Comparator.comparing(t -> t.value().phase()))
                    .forEach(t -> values.add(value(t, context, celsius)));
        }
        return values;
    }

    private static SampledValue value(Told told, ReadingContext context, UnitOfMeasure celsius) {
        Measured m = told.value();
        return new SampledValue(
                text(m.value()),
                context,
                null,
                told.measurand(),
                m.phase() == Phase.ALL
                        ? null
                        : SampledValue.Phase.valueOf(m.phase().name()),
                told.measurand() == Measurand.SoC ? Location.EV : Location.Outlet,
                m.quantity() == Quantity.TEMPERATURE ? celsius : unit(m.quantity()));
    }

    static String text(double value) {
        BigDecimal rounded = BigDecimal.valueOf(value)
                .setScale(DECIMALS, RoundingMode.HALF_UP)
                .stripTrailingZeros();
        return rounded.signum() == 0 ? "0" : rounded.toPlainString();
    }

    /** The unit; power factor and speed have none, that of frequency is in no older schema, that of temperature has two spellings. */
    private static UnitOfMeasure unit(Quantity quantity) {
        return switch (quantity) {
            case ENERGY_ACTIVE_IMPORT, ENERGY_ACTIVE_EXPORT -> UnitOfMeasure.Wh;
            case ENERGY_REACTIVE_IMPORT, ENERGY_REACTIVE_EXPORT -> UnitOfMeasure.varh;
            case POWER_ACTIVE_IMPORT, POWER_ACTIVE_EXPORT -> UnitOfMeasure.W;
            case POWER_REACTIVE_IMPORT, POWER_REACTIVE_EXPORT -> UnitOfMeasure.var;
            case CURRENT_IMPORT, CURRENT_EXPORT -> UnitOfMeasure.A;
            case VOLTAGE -> UnitOfMeasure.V;
            case STATE_OF_CHARGE -> UnitOfMeasure.Percent;
            case POWER_FACTOR, FREQUENCY, FAN_SPEED, TEMPERATURE -> null;
        };
    }
}
