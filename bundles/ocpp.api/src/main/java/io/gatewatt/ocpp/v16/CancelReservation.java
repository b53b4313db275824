// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.v16;

import io.gatewatt.ocpp.Action;
import io.gatewatt.ocpp.FeatureProfile;

/** Cancels a reservation (OCPP 1.6 section 5.1). */
public final class CancelReservation {

    /** The action. */
    public static final Action<Request, Confirmation> ACTION =
            new Action<>("CancelReservation", FeatureProfile.RESERVATION, Request.class, Confirmation.class);

    private CancelReservation() {}

    /** @param reservationId which one, any number */
    public record Request(int reservationId) {}

    /** The answer. */
    public record Confirmation(Status status) {

        /** @throws io.gatewatt.ocpp.OcppException when the status is missing */
        public Confirmation {
            Check.required("status", status);
        }
    }

    /** The answer (OCPP 1.6 section 7.5). */
    public enum Status {
        Accepted,
        /** No such reservation. */
        Rejected
    }
}
