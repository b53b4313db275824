// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.profile.core.meter;

import io.gatewatt.measure.Measured;
import io.gatewatt.measure.MeterReading;
import io.gatewatt.measure.Phase;
import io.gatewatt.measure.Quantity;
import io.gatewatt.ocpp.v16.Measurand;
import io.gatewatt.ocpp.v16.ReadingContext;
import io.gatewatt.ocpp.v16.SampledValue;
import io.gatewatt.ocpp.v16.SampledValue.Location;
import io.gatewatt.ocpp.v16.UnitOfMeasure;
import io.gatewatt.profile.core.keys.MeasurandList.Item;
import io.gatewatt.profile.core.keys.Quantities;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * A meter's reading in the words of OCPP: the values that a list of measurands asks for, each as a text without the noise of binary
 * fractions.
 */
public final class Samples {

    /** Decimals that are worth telling. */
    private static final int DECIMALS = 3;

    private Samples() {}

    /**
     * The values asked for that the reading holds; what it does not hold is left out.
     *
     * @param offeredAmps current offered to the car, A per phase
     */
    public static List<SampledValue> of(
            List<Item> items, MeterReading reading, double offeredAmps, ReadingContext context) {
        List<SampledValue> values = new ArrayList<>();
        for (Item item : items) {
            if (item.measurand() == Measurand.CurrentOffered) {
                values.add(value(Measured.of(Quantity.CURRENT_IMPORT, offeredAmps), item.measurand(), context));
            } else {
                Quantities.of(item.measurand())
                        .ifPresent(quantity -> all(reading).stream()
                                .filter(m -> m.quantity() == quantity && item.takes(m.phase()))
                                .forEach(m -> values.add(value(m, item.measurand(), context))));
            }
        }
        return values;
    }

    /** The register first, then the rest; a meter may repeat its register among the rest. */
    private static List<Measured> all(MeterReading reading) {
        List<Measured> all = new ArrayList<>();
        all.add(Measured.of(Quantity.ENERGY_ACTIVE_IMPORT, reading.importWh()));
        reading.values().stream()
                .filter(m -> m.quantity() != Quantity.ENERGY_ACTIVE_IMPORT || m.phase() != Phase.ALL)
                .forEach(all::add);
        return all;
    }

    private static SampledValue value(Measured m, Measurand measurand, ReadingContext context) {
        return new SampledValue(
                text(m.value()),
                context,
                null,
                measurand,
                m.phase() == Phase.ALL
                        ? null
                        : SampledValue.Phase.valueOf(m.phase().name()),
                measurand == Measurand.SoC ? Location.EV : Location.Outlet,
                unit(m.quantity()));
    }

    static String text(double value) {
        BigDecimal rounded = BigDecimal.valueOf(value)
                .setScale(DECIMALS, RoundingMode.HALF_UP)
                .stripTrailingZeros();
        return rounded.signum() == 0 ? "0" : rounded.toPlainString();
    }

    /** The unit; power factor and speed have none, and that of frequency is in no older schema. */
    private static UnitOfMeasure unit(Quantity quantity) {
        return switch (quantity) {
            case ENERGY_ACTIVE_IMPORT, ENERGY_ACTIVE_EXPORT -> UnitOfMeasure.Wh;
            case ENERGY_REACTIVE_IMPORT, ENERGY_REACTIVE_EXPORT -> UnitOfMeasure.varh;
            case POWER_ACTIVE_IMPORT, POWER_ACTIVE_EXPORT -> UnitOfMeasure.W;
            case POWER_REACTIVE_IMPORT, POWER_REACTIVE_EXPORT -> UnitOfMeasure.var;
            case CURRENT_IMPORT, CURRENT_EXPORT -> UnitOfMeasure.A;
            case VOLTAGE -> UnitOfMeasure.V;
            case TEMPERATURE -> UnitOfMeasure.Celsius;
            case STATE_OF_CHARGE -> UnitOfMeasure.Percent;
            case POWER_FACTOR, FREQUENCY, FAN_SPEED -> null;
        };
    }
}
