// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.v16;

import io.gatewatt.ocpp.Action;
import io.gatewatt.ocpp.FeatureProfile;
import java.time.Instant;

/** Reserves a connector (OCPP 1.6 section 5.13). */
public final class ReserveNow {

    /** The action. */
    public static final Action<Request, Confirmation> ACTION =
            new Action<>("ReserveNow", FeatureProfile.RESERVATION, Request.class, Confirmation.class);

    private ReserveNow() {}

    /**
     * The reservation.
     *
     * @param connectorId which one, 0 or more; 0 for any
     * @param expiryDate until when
     * @param idTag for whom, 1 to 20 characters
     * @param parentIdTag the group for which it holds too, at most 20 characters, or null; a blank one is read as null
     * @param reservationId number of the reservation; a known one is replaced
     */
    public record Request(int connectorId, Instant expiryDate, String idTag, String parentIdTag, int reservationId) {

        /** @throws io.gatewatt.ocpp.OcppException when a part is missing, too long or out of range */
        public Request {
            Check.atLeast(0, "connectorId", connectorId);
            Check.required("expiryDate", expiryDate);
            Check.idTag("idTag", idTag);
            parentIdTag = Check.parentIdTag(parentIdTag);
        }
    }

    /** The answer. */
    public record Confirmation(Status status) {

        /** @throws io.gatewatt.ocpp.OcppException when the status is missing */
        public Confirmation {
            Check.required("status", status);
        }
    }

    /** The answer (OCPP 1.6 section 7.40). */
    public enum Status {
        Accepted,
        Faulted,
        Occupied,
        Rejected,
        Unavailable
    }
}
