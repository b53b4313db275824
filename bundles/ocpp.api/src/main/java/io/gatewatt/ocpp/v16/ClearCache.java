// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.v16;

import io.gatewatt.ocpp.Action;
import io.gatewatt.ocpp.FeatureProfile;

/** Forgets all cached authorizations (OCPP 1.6 section 5.4). */
public final class ClearCache {

    /** The action. */
    public static final Action<Request, Confirmation> ACTION =
            new Action<>("ClearCache", FeatureProfile.CORE, Request.class, Confirmation.class);

    private ClearCache() {}

    /** No content. */
    public record Request() {}

    /** The answer. */
    public record Confirmation(Status status) {

        /** @throws io.gatewatt.ocpp.OcppException when the status is missing */
        public Confirmation {
            Check.required("status", status);
        }
    }

    /** The answer (OCPP 1.6 section 7.20). */
    public enum Status {
        Accepted,
        Rejected
    }
}
