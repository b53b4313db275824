// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.v16;

/** How often a recurring schedule starts anew (OCPP 1.6 section 7.37). */
public enum RecurrencyKind {
    Daily,
    Weekly
}
