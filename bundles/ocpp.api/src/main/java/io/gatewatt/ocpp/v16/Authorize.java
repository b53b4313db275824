// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.v16;

import io.gatewatt.ocpp.Action;
import io.gatewatt.ocpp.FeatureProfile;

/** Asks whether an identification may charge (OCPP 1.6 section 4.1). */
public final class Authorize {

    /** The action. */
    public static final Action<Request, Confirmation> ACTION =
            new Action<>("Authorize", FeatureProfile.CORE, Request.class, Confirmation.class);

    private Authorize() {}

    /** @param idTag the identification, 1 to 20 characters */
    public record Request(String idTag) {

        /** @throws io.gatewatt.ocpp.OcppException when it is missing, blank or too long */
        public Request {
            Check.idTag("idTag", idTag);
        }
    }

    /** @param idTagInfo what the central system knows of it */
    public record Confirmation(IdTagInfo idTagInfo) {

        /** @throws io.gatewatt.ocpp.OcppException when it is missing */
        public Confirmation {
            Check.required("idTagInfo", idTagInfo);
        }
    }
}
