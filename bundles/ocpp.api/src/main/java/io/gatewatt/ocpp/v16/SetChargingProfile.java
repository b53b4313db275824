// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.v16;

import io.gatewatt.ocpp.Action;
import io.gatewatt.ocpp.FeatureProfile;

/** Sets a charging profile (OCPP 1.6 section 5.16). */
public final class SetChargingProfile {

    /** The action. */
    public static final Action<Request, Confirmation> ACTION =
            new Action<>("SetChargingProfile", FeatureProfile.SMART_CHARGING, Request.class, Confirmation.class);

    private SetChargingProfile() {}

    /**
     * The profile.
     *
     * @param connectorId where, 0 or more; 0 for the whole station
     * @param csChargingProfiles the profile, one in spite of its name
     */
    public record Request(int connectorId, ChargingProfile csChargingProfiles) {

        /** @throws io.gatewatt.ocpp.OcppException when a part is missing or out of range */
        public Request {
            Check.atLeast(0, "connectorId", connectorId);
            Check.required("csChargingProfiles", csChargingProfiles);
        }
    }

    /** The answer. */
    public record Confirmation(Status status) {

        /** @throws io.gatewatt.ocpp.OcppException when the status is missing */
        public Confirmation {
            Check.required("status", status);
        }
    }

    /** The answer (OCPP 1.6 section 7.11). */
    public enum Status {
        Accepted,
        Rejected,
        NotSupported
    }
}
