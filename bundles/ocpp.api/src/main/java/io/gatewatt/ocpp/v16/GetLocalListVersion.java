// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.v16;

import io.gatewatt.ocpp.Action;
import io.gatewatt.ocpp.FeatureProfile;

/** Asks for the version of the local authorization list (OCPP 1.6 section 5.10). */
public final class GetLocalListVersion {

    /** The action. */
    public static final Action<Request, Confirmation> ACTION = new Action<>(
            "GetLocalListVersion", FeatureProfile.LOCAL_AUTH_LIST_MANAGEMENT, Request.class, Confirmation.class);

    private GetLocalListVersion() {}

    /** No content. */
    public record Request() {}

    /** @param listVersion version, 0 for an empty list, -1 when there is no list */
    public record Confirmation(int listVersion) {

        /** @throws io.gatewatt.ocpp.OcppException when it is below -1 */
        public Confirmation {
            Check.atLeast(-1, "listVersion", listVersion);
        }
    }
}
