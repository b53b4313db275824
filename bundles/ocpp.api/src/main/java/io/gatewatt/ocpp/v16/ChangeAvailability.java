// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.v16;

import io.gatewatt.ocpp.Action;
import io.gatewatt.ocpp.FeatureProfile;

/** Puts a connector, or with connector 0 all, in or out of service (OCPP 1.6 section 5.2). */
public final class ChangeAvailability {

    /** The action. */
    public static final Action<Request, Confirmation> ACTION =
            new Action<>("ChangeAvailability", FeatureProfile.CORE, Request.class, Confirmation.class);

    private ChangeAvailability() {}

    /**
     * What shall change.
     *
     * @param connectorId 0 or more; 0 for the station and all connectors
     * @param type in or out of service
     */
    public record Request(int connectorId, Type type) {

        /** @throws io.gatewatt.ocpp.OcppException when a part is missing or out of range */
        public Request {
            Check.atLeast(0, "connectorId", connectorId);
            Check.required("type", type);
        }
    }

    /** The answer. */
    public record Confirmation(Status status) {

        /** @throws io.gatewatt.ocpp.OcppException when the status is missing */
        public Confirmation {
            Check.required("status", status);
        }
    }

    /** In or out of service (OCPP 1.6 section 7.4). */
    public enum Type {
        Inoperative,
        Operative
    }

    /** The answer (OCPP 1.6 section 7.3). */
    public enum Status {
        Accepted,
        Rejected,
        /** At the end of the transaction. */
        Scheduled
    }
}
