// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.v16;

import io.gatewatt.ocpp.Action;
import io.gatewatt.ocpp.FeatureProfile;
import java.util.List;

/** Sets or changes the local authorization list (OCPP 1.6 section 5.15). */
public final class SendLocalList {

    /** The action. */
    public static final Action<Request, Confirmation> ACTION =
            new Action<>("SendLocalList", FeatureProfile.LOCAL_AUTH_LIST_MANAGEMENT, Request.class, Confirmation.class);

    private SendLocalList() {}

    /**
     * The list.
     *
     * @param listVersion version after the update; what is no version is to be refused by status
     * @param localAuthorizationList the entries, may be empty
     * @param updateType how to apply them
     */
    public record Request(int listVersion, List<AuthorizationData> localAuthorizationList, UpdateType updateType) {

        /** @throws io.gatewatt.ocpp.OcppException when a part is missing */
        public Request {
            localAuthorizationList = Check.anyOf(localAuthorizationList);
            Check.required("updateType", updateType);
        }
    }

    /**
     * An entry of the list (OCPP 1.6 section 7.1).
     *
     * @param idTag the identification, 1 to 20 characters
     * @param idTagInfo what is known of it; null in a differential update removes it
     */
    public record AuthorizationData(String idTag, IdTagInfo idTagInfo) {

        /** @throws io.gatewatt.ocpp.OcppException when the identification is missing, blank or too long */
        public AuthorizationData {
            Check.idTag("idTag", idTag);
        }
    }

    /** The answer. */
    public record Confirmation(Status status) {

        /** @throws io.gatewatt.ocpp.OcppException when the status is missing */
        public Confirmation {
            Check.required("status", status);
        }
    }

    /** How to apply the entries (OCPP 1.6 section 7.48). */
    public enum UpdateType {
        Differential,
        Full
    }

    /** The answer (OCPP 1.6 section 7.47). */
    public enum Status {
        Accepted,
        Failed,
        NotSupported,
        VersionMismatch
    }
}
