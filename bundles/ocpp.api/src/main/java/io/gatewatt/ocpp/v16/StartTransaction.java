// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.v16;

import io.gatewatt.ocpp.Action;
import io.gatewatt.ocpp.FeatureProfile;
import java.time.Instant;

/** Tells that a transaction was started (OCPP 1.6 section 4.8). */
public final class StartTransaction {

    /** The action. */
    public static final Action<Request, Confirmation> ACTION =
            new Action<>("StartTransaction", FeatureProfile.CORE, Request.class, Confirmation.class);

    private StartTransaction() {}

    /**
     * The start.
     *
     * @param connectorId where, 1 or more
     * @param idTag for whom, 1 to 20 characters
     * @param meterStart register at the start, Wh
     * @param reservationId the reservation it used, or null
     * @param timestamp when it started
     */
    public record Request(int connectorId, String idTag, int meterStart, Integer reservationId, Instant timestamp) {

        /** @throws io.gatewatt.ocpp.OcppException when a part is missing or out of range */
        public Request {
            Check.atLeast(1, "connectorId", connectorId);
            Check.idTag("idTag", idTag);
            Check.required("timestamp", timestamp);
        }
    }

    /**
     * The answer.
     *
     * @param idTagInfo what the central system knows of the identification
     * @param transactionId number of the transaction; any number is good, no number means a refusal
     */
    public record Confirmation(IdTagInfo idTagInfo, int transactionId) {

        /** @throws io.gatewatt.ocpp.OcppException when a part is missing */
        public Confirmation {
            Check.required("idTagInfo", idTagInfo);
        }
    }
}
