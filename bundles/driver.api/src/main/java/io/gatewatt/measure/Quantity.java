// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.measure;

/** What is measured, each in one fixed unit, seen from the grid: import is energy that flows to the car. */
public enum Quantity {
    /** Cumulative active energy taken from the grid, Wh. */
    ENERGY_ACTIVE_IMPORT("Wh"),
    /** Cumulative active energy fed into the grid, Wh. */
    ENERGY_ACTIVE_EXPORT("Wh"),
    /** Cumulative reactive energy taken from the grid, varh. */
    ENERGY_REACTIVE_IMPORT("varh"),
    /** Cumulative reactive energy fed into the grid, varh. */
    ENERGY_REACTIVE_EXPORT("varh"),
    /** Active power taken from the grid, W. */
    POWER_ACTIVE_IMPORT("W"),
    /** Active power fed into the grid, W. */
    POWER_ACTIVE_EXPORT("W"),
    /** Reactive power taken from the grid, var. */
    POWER_REACTIVE_IMPORT("var"),
    /** Reactive power fed into the grid, var. */
    POWER_REACTIVE_EXPORT("var"),
    /** Power factor, -1..1, no unit. */
    POWER_FACTOR(""),
    /** Current to the car, A. */
    CURRENT_IMPORT("A"),
    /** Current from the car, A. */
    CURRENT_EXPORT("A"),
    /** Voltage, V. */
    VOLTAGE("V"),
    /** Grid frequency, Hz. */
    FREQUENCY("Hz"),
    /** Temperature, degrees Celsius. */
    TEMPERATURE("°C"),
    /** State of charge of the car's battery, percent 0..100. */
    STATE_OF_CHARGE("%"),
    /** Fan speed, revolutions per minute. */
    FAN_SPEED("1/min");

    private final String unit;

    Quantity(String unit) {
        this.unit = unit;
    }

    /** The unit of every value of this quantity; empty when it has none. */
    public String unit() {
        return unit;
    }
}
