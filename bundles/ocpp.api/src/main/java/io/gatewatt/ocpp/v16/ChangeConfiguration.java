// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.v16;

import io.gatewatt.ocpp.Action;
import io.gatewatt.ocpp.FeatureProfile;

/** Sets a configuration key (OCPP 1.6 section 5.3). */
public final class ChangeConfiguration {

    /** The action. */
    public static final Action<Request, Confirmation> ACTION =
            new Action<>("ChangeConfiguration", FeatureProfile.CORE, Request.class, Confirmation.class);

    private ChangeConfiguration() {}

    /**
     * A key and its new value.
     *
     * @param key at most 50 characters, compared without regard to case
     * @param value at most 500 characters, may be empty
     */
    public record Request(String key, String value) {

        /** @throws io.gatewatt.ocpp.OcppException when a part is missing or too long */
        public Request {
            Check.text("key", key, 50);
            Check.text("value", value, 500);
        }
    }

    /** The answer. */
    public record Confirmation(Status status) {

        /** @throws io.gatewatt.ocpp.OcppException when the status is missing */
        public Confirmation {
            Check.required("status", status);
        }
    }

    /** The answer (OCPP 1.6 section 7.22). */
    public enum Status {
        /** In force now. */
        Accepted,
        /** A bad value or a read-only key. */
        Rejected,
        /** In force after the next start. */
        RebootRequired,
        /** The key is not known. */
        NotSupported
    }
}
