// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.v16;

/** Unit of the limits of a charging schedule (OCPP 1.6 section 7.12). */
public enum ChargingRateUnit {
    /** Ampere per phase. */
    A,
    /** Watt in total. */
    W
}
