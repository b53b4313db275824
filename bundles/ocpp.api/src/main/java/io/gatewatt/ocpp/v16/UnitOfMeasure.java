// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.v16;

/** Unit of a measured value (OCPP 1.6 section 7.45 and its errata). */
public enum UnitOfMeasure {
    Wh,
    kWh,
    varh,
    kvarh,
    W,
    kW,
    VA,
    kVA,
    var,
    kvar,
    A,
    V,
    Celsius,
    /** The spelling of the first schemas; some central systems know no other. */
    Celcius,
    Fahrenheit,
    K,
    Percent,
    /** Only in the later schema of MeterValues, not in that of StopTransaction. */
    Hertz
}
