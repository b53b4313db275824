// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.v16;

import io.gatewatt.ocpp.Action;
import io.gatewatt.ocpp.FeatureProfile;

/** Restarts the station (OCPP 1.6 section 5.14). */
public final class Reset {

    /** The action. */
    public static final Action<Request, Confirmation> ACTION =
            new Action<>("Reset", FeatureProfile.CORE, Request.class, Confirmation.class);

    private Reset() {}

    /** @param type how */
    public record Request(Type type) {

        /** @throws io.gatewatt.ocpp.OcppException when it is missing */
        public Request {
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

    /** How to restart (OCPP 1.6 section 7.42). */
    public enum Type {
        /** The whole machine. */
        Hard,
        /** The software, after transactions were stopped in good order. */
        Soft
    }

    /** The answer (OCPP 1.6 section 7.41). */
    public enum Status {
        Accepted,
        Rejected
    }
}
