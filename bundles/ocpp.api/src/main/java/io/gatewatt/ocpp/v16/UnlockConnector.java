// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.v16;

import io.gatewatt.ocpp.Action;
import io.gatewatt.ocpp.FeatureProfile;

/** Unlocks the cable of a connector (OCPP 1.6 section 5.18). */
public final class UnlockConnector {

    /** The action. */
    public static final Action<Request, Confirmation> ACTION =
            new Action<>("UnlockConnector", FeatureProfile.CORE, Request.class, Confirmation.class);

    private UnlockConnector() {}

    /** @param connectorId which one, 0 or more; one that does not exist is to be answered NotSupported */
    public record Request(int connectorId) {

        /** @throws io.gatewatt.ocpp.OcppException when it is out of range */
        public Request {
            Check.atLeast(0, "connectorId", connectorId);
        }
    }

    /** The answer. */
    public record Confirmation(Status status) {

        /** @throws io.gatewatt.ocpp.OcppException when the status is missing */
        public Confirmation {
            Check.required("status", status);
        }
    }

    /** The answer (OCPP 1.6 section 7.46). */
    public enum Status {
        Unlocked,
        /** Tried, and failed. */
        UnlockFailed,
        /** No such connector, or it has no lock. */
        NotSupported
    }
}
