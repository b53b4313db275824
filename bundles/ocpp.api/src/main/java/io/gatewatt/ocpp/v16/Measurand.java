// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.v16;

import java.util.Arrays;
import java.util.Optional;

/** What is measured (OCPP 1.6 section 7.31). Import flows to the car, export from it. */
public enum Measurand {
    CurrentExport("Current.Export"),
    CurrentImport("Current.Import"),
    /** The most that is offered to the car. */
    CurrentOffered("Current.Offered"),
    EnergyActiveExportRegister("Energy.Active.Export.Register"),
    EnergyActiveImportRegister("Energy.Active.Import.Register"),
    EnergyReactiveExportRegister("Energy.Reactive.Export.Register"),
    EnergyReactiveImportRegister("Energy.Reactive.Import.Register"),
    EnergyActiveExportInterval("Energy.Active.Export.Interval"),
    EnergyActiveImportInterval("Energy.Active.Import.Interval"),
    EnergyReactiveExportInterval("Energy.Reactive.Export.Interval"),
    EnergyReactiveImportInterval("Energy.Reactive.Import.Interval"),
    Frequency("Frequency"),
    PowerActiveExport("Power.Active.Export"),
    PowerActiveImport("Power.Active.Import"),
    PowerFactor("Power.Factor"),
    /** The most that is offered to the car. */
    PowerOffered("Power.Offered"),
    PowerReactiveExport("Power.Reactive.Export"),
    PowerReactiveImport("Power.Reactive.Import"),
    /** Fan speed, revolutions per minute. */
    RPM("RPM"),
    /** State of charge of the car's battery, percent. */
    SoC("SoC"),
    Temperature("Temperature"),
    Voltage("Voltage");

    private final String wireName;

    Measurand(String wireName) {
        this.wireName = wireName;
    }

    /** The measurand of a name on the wire; empty when there is none. */
    public static Optional<Measurand> named(String wireName) {
        return Arrays.stream(values()).filter(m -> m.wireName.equals(wireName)).findFirst();
    }

    /** The name on the wire. */
    @Override
    public String toString() {
        return wireName;
    }
}
