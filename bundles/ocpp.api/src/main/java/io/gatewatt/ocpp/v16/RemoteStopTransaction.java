// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.v16;

import io.gatewatt.ocpp.Action;
import io.gatewatt.ocpp.FeatureProfile;

/** Asks for a transaction to be stopped (OCPP 1.6 section 5.12). */
public final class RemoteStopTransaction {

    /** The action. */
    public static final Action<Request, Confirmation> ACTION =
            new Action<>("RemoteStopTransaction", FeatureProfile.CORE, Request.class, Confirmation.class);

    private RemoteStopTransaction() {}

    /** @param transactionId which one, any number */
    public record Request(int transactionId) {}

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
