// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.v16;

/** How the times of a charging schedule count (OCPP 1.6 section 7.9). */
public enum ChargingProfileKind {
    /** From startSchedule. */
    Absolute,
    /** From startSchedule, again each day or week. */
    Recurring,
    /** From the start of charging. */
    Relative
}
