// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.v16;

import io.gatewatt.ocpp.Action;
import io.gatewatt.ocpp.FeatureProfile;

/** Asks for a transaction to be started (OCPP 1.6 section 5.11). */
public final class RemoteStartTransaction {

    /** The action. */
    public static final Action<Request, Confirmation> ACTION =
            new Action<>("RemoteStartTransaction", FeatureProfile.CORE, Request.class, Confirmation.class);

    private RemoteStartTransaction() {}

    /**
     * What to start.
     *
     * @param idTag for whom, 1 to 20 characters
     * @param connectorId where, 0 or more, or null for the station's choice; 0 is to be refused by status
     * @param chargingProfile a TxProfile for the transaction, or null
     */
    public record Request(String idTag, Integer connectorId, ChargingProfile chargingProfile) {

        /** @throws io.gatewatt.ocpp.OcppException when the identification is missing or a part out of range */
        public Request {
            Check.idTag("idTag", idTag);
            Check.atLeast(0, "connectorId", connectorId);
        }

        /** Without a profile. */
        public Request(String idTag, Integer connectorId) {
            this(idTag, connectorId, null);
        }
    }

    /** The answer. */
    public record Confirmation(Status status) {

        /** @throws io.gatewatt.ocpp.OcppException when the status is missing */
        public Confirmation {
            Check.required("status", status);
        }
    }

    /** The answer: whether the station will try (OCPP 1.6 section 7.39). */
    public enum Status {
        Accepted,
        Rejected
    }
}
