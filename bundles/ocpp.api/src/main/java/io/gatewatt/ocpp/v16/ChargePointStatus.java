// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.v16;

/** Status of a connector; connector 0 knows only Available, Unavailable and Faulted (OCPP 1.6 section 7.7). */
public enum ChargePointStatus {
    Available,
    Preparing,
    Charging,
    SuspendedEVSE,
    SuspendedEV,
    Finishing,
    Reserved,
    Unavailable,
    Faulted
}
