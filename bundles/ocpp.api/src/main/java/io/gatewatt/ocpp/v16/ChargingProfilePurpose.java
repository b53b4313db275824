// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.v16;

/** What a charging profile is for (OCPP 1.6 section 7.10). */
public enum ChargingProfilePurpose {
    /** Of the whole station, only on connector 0. */
    ChargePointMaxProfile,
    /** For new transactions. */
    TxDefaultProfile,
    /** For the running transaction. */
    TxProfile
}
