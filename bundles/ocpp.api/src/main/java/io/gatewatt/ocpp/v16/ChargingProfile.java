// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.v16;

import java.time.Instant;

/**
 * A charging profile (OCPP 1.6 section 7.8). Whether its parts fit together and fit the station is for the receiver to judge, by status.
 *
 * @param chargingProfileId number given by the central system
 * @param transactionId the transaction of a TxProfile, or null
 * @param stackLevel the highest valid one prevails, 0 or more
 * @param chargingProfilePurpose what it is for
 * @param chargingProfileKind how the times of its schedule count
 * @param recurrencyKind how often a recurring one starts anew, or null
 * @param validFrom begin of its validity, or null for now
 * @param validTo end of its validity, or null for none
 * @param chargingSchedule the limits
 */
public record ChargingProfile(
        int chargingProfileId,
        Integer transactionId,
        int stackLevel,
        ChargingProfilePurpose chargingProfilePurpose,
        ChargingProfileKind chargingProfileKind,
        RecurrencyKind recurrencyKind,
        Instant validFrom,
        Instant validTo,
        ChargingSchedule chargingSchedule) {

    /** @throws io.gatewatt.ocpp.OcppException when a mandatory part is missing or a value is out of range */
    public ChargingProfile {
        Check.atLeast(0, "stackLevel", stackLevel);
        Check.required("chargingProfilePurpose", chargingProfilePurpose);
        Check.required("chargingProfileKind", chargingProfileKind);
        Check.required("chargingSchedule", chargingSchedule);
    }
}
