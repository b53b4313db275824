// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.profile.core.keys;

import io.gatewatt.measure.Quantity;
import io.gatewatt.ocpp.v16.Measurand;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which quantity of a meter a measurand of OCPP is. An interval measurand is what the register of its quantity has counted in a period; what the
 * station offers is no quantity of a meter.
 */
public final class Quantities {

    private static final Map<Measurand, Quantity> MEASURED = new EnumMap<>(Map.ofEntries(
            Map.entry(Measurand.EnergyActiveImportRegister, Quantity.ENERGY_ACTIVE_IMPORT),
            Map.entry(Measurand.EnergyActiveExportRegister, Quantity.ENERGY_ACTIVE_EXPORT),
            Map.entry(Measurand.EnergyReactiveImportRegister, Quantity.ENERGY_REACTIVE_IMPORT),
            Map.entry(Measurand.EnergyReactiveExportRegister, Quantity.ENERGY_REACTIVE_EXPORT),
            Map.entry(Measurand.PowerActiveImport, Quantity.POWER_ACTIVE_IMPORT),
            Map.entry(Measurand.PowerActiveExport, Quantity.POWER_ACTIVE_EXPORT),
            Map.entry(Measurand.PowerReactiveImport, Quantity.POWER_REACTIVE_IMPORT),
            Map.entry(Measurand.PowerReactiveExport, Quantity.POWER_REACTIVE_EXPORT),
            Map.entry(Measurand.PowerFactor, Quantity.POWER_FACTOR),
            Map.entry(Measurand.CurrentImport, Quantity.CURRENT_IMPORT),
            Map.entry(Measurand.CurrentExport, Quantity.CURRENT_EXPORT),
            Map.entry(Measurand.Voltage, Quantity.VOLTAGE),
            Map.entry(Measurand.Frequency, Quantity.FREQUENCY),
            Map.entry(Measurand.Temperature, Quantity.TEMPERATURE),
            Map.entry(Measurand.SoC, Quantity.STATE_OF_CHARGE),
            Map.entry(Measurand.RPM, Quantity.FAN_SPEED)));

    private static final Map<Measurand, Quantity> COUNTED = new EnumMap<>(Map.of(
            Measurand.EnergyActiveImportInterval, Quantity.ENERGY_ACTIVE_IMPORT,
            Measurand.EnergyActiveExportInterval, Quantity.ENERGY_ACTIVE_EXPORT,
            Measurand.EnergyReactiveImportInterval, Quantity.ENERGY_REACTIVE_IMPORT,
            Measurand.EnergyReactiveExportInterval, Quantity.ENERGY_REACTIVE_EXPORT));

    private static final Map<Quantity, Measurand> TOLD = turned(MEASURED);
    private static final Map<Quantity, Measurand> INTERVALS = turned(COUNTED);

    private Quantities() {}

    /** The quantity that a meter must measure for it; empty when the value cannot come from a meter. */
    static Optional<Quantity> of(Measurand measurand) {
        return Optional.ofNullable(MEASURED.get(measurand)).or(() -> Optional.ofNullable(COUNTED.get(measurand)));
    }

    /** The measurand that tells the value of a quantity. */
    public static Optional<Measurand> measurand(Quantity quantity) {
        return Optional.ofNullable(TOLD.get(quantity));
    }

    /** The measurand that tells what the register of a quantity has counted. */
    public static Optional<Measurand> interval(Quantity quantity) {
        return Optional.ofNullable(INTERVALS.get(quantity));
    }

    private static Map<Quantity, Measurand> turned(Map<Measurand, Quantity> map) {
        Map<Quantity, Measurand> turned = new EnumMap<>(Quantity.class);
        map.forEach((measurand, quantity) -> turned.put(quantity, measurand));
        return turned;
    }
}
