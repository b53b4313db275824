// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.driver.modbusmeter;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.gatewatt.measure.Phase;
import io.gatewatt.measure.Quantity;
import io.gatewatt.transport.modbus.Registers;
import java.util.Map;

/**
 * One line of a map: where a value lies, and what it means.
 *
 * @param quantity what it is
 * @param phase the conductor; a total when the line does not say
 * @param address of its first word, as sent on the wire; in a SunSpec map from the model's ID word
 * @param type how it is written
 * @param order of its words; null: that of the map
 * @param factor from the register's number to the quantity's unit
 * @param scaleAt address of an i16 power of ten that comes on top, read with the value; null: there is none
 */
record Register(Quantity quantity, Phase phase, int address, Type type, Order order, double factor, Integer scaleAt) {

    private static final Map<String, Double> PREFIXES = Map.of("", 1.0, "m", 0.001, "k", 1000.0, "M", 1_000_000.0);
    private static final int NO_SCALE = -0x8000;
    private static final int LARGEST_SCALE = 10;

    @JsonCreator
    @JsonIgnoreProperties("note")
    static Register of(
            @JsonProperty(value = "quantity", required = true) Quantity quantity,
            @JsonProperty("phase") Phase phase,
            @JsonProperty(value = "address", required = true) @JsonDeserialize(using = Address.class) Integer address,
            @JsonProperty(value = "type", required = true) Type type,
            @JsonProperty("order") Order order,
            @JsonProperty("unit") String unit,
            @JsonProperty("scale") Double scale,
            @JsonProperty("scaleAt") @JsonDeserialize(using = Address.class) Integer scaleAt) {
        if (scale != null && !(scale != 0 && Double.isFinite(scale))) {
            throw new IllegalArgumentException("scale " + scale + " leaves nothing of the value; give another");
        }
        double factor = (scale == null ? 1 : scale) * prefix(quantity, unit == null ? "" : unit);
        return new Register(quantity, phase == null ? Phase.ALL : phase, address, type, order, factor, scaleAt);
    }

    private static double prefix(Quantity quantity, String unit) {
        String base = quantity.unit();
        Double prefix = unit.endsWith(base) ? PREFIXES.get(unit.substring(0, unit.length() - base.length())) : null;
        if (prefix == null) {
            throw new IllegalArgumentException("unit '" + unit + "' does not fit " + quantity + "; give '" + base
                    + "' or one with m, k or M before it");
        }
        return prefix;
    }

    /** Address of its first word, the one of the scale included. */
    int from() {
        return scaleAt == null ? address : Math.min(address, scaleAt);
    }

    /** Address after its last word, the one of the scale included. */
    int to() {
        return Math.max(address + type.words(), scaleAt == null ? 0 : scaleAt + 1);
    }

    /** The value in the unit of its quantity; NaN when the meter does not know it. */
    double value(Registers read, int start, MeterMap map) {
        long bits = (order == null ? map.order() : order).bits(read, address - start, type.words());
        double number = map.unavailable(type, bits) ? Double.NaN : type.number(bits);
        if (scaleAt != null) {
            int exponent = read.i16(scaleAt - start);
            if (exponent == NO_SCALE || Math.abs(exponent) > LARGEST_SCALE) {
                return Double.NaN;
            }
            number = scaled(number, Math.pow(10, exponent));
        }
        return scaled(number, factor);
    }

    /** A tenth is no binary fraction, ten is: 2301 / 10 is 230.1, 2301 * 0.1 is not. */
    private static double scaled(double number, double factor) {
        return Math.abs(factor) < 1 ? number / (1 / factor) : number * factor;
    }

    @Override
    public String toString() {
        return quantity + (phase == Phase.ALL ? "" : " " + phase) + String.format(" at 0x%04X", address);
    }
}
