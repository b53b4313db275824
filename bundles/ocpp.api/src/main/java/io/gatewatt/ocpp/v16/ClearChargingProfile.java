// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.v16;

import io.gatewatt.ocpp.Action;
import io.gatewatt.ocpp.FeatureProfile;

/** Removes charging profiles (OCPP 1.6 section 5.5). */
public final class ClearChargingProfile {

    /** The action. */
    public static final Action<Request, Confirmation> ACTION =
            new Action<>("ClearChargingProfile", FeatureProfile.SMART_CHARGING, Request.class, Confirmation.class);

    private ClearChargingProfile() {}

    /**
     * Which ones: with an id that one; else those that meet all given parts; all when none is given.
     *
     * @param id number of the profile, or null
     * @param connectorId 0 or more, or null
     * @param chargingProfilePurpose the purpose, or null
     * @param stackLevel 0 or more, or null
     */
    public record Request(
            Integer id, Integer connectorId, ChargingProfilePurpose chargingProfilePurpose, Integer stackLevel) {

        /** @throws io.gatewatt.ocpp.OcppException when a value is out of range */
        public Request {
            Check.atLeast(0, "connectorId", connectorId);
            Check.atLeast(0, "stackLevel", stackLevel);
        }
    }

    /** The answer. */
    public record Confirmation(Status status) {

        /** @throws io.gatewatt.ocpp.OcppException when the status is missing */
        public Confirmation {
            Check.required("status", status);
        }
    }

    /** The answer (OCPP 1.6 section 7.21). */
    public enum Status {
        Accepted,
        /** Nothing was met. */
        Unknown
    }
}
