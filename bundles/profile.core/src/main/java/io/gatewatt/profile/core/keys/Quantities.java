// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.profile.core.keys;

import io.gatewatt.measure.Quantity;
import io.gatewatt.ocpp.v16.Measurand;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Which quantity of a meter a measurand of OCPP is. Interval measurands and what the station offers have none. */
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

    private Quantities() {}

    /** The quantity that a meter measures for it; empty when the value cannot come from a meter. */
    public static Optional<Quantity> of(Measurand measurand) {
        return Optional.ofNullable(MEASURED.get(measurand));
    }
}
