// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.v16;

import io.gatewatt.ocpp.Action;
import io.gatewatt.ocpp.FeatureProfile;
import java.time.Instant;

/** Shows that the station lives, and asks for the time (OCPP 1.6 section 4.6). */
public final class Heartbeat {

    /** The action. */
    public static final Action<Request, Confirmation> ACTION =
            new Action<>("Heartbeat", FeatureProfile.CORE, Request.class, Confirmation.class);

    private Heartbeat() {}

    /** No content. */
    public record Request() {}

    /** @param currentTime the time of the central system */
    public record Confirmation(Instant currentTime) {

        /** @throws io.gatewatt.ocpp.OcppException when it is missing */
        public Confirmation {
            Check.required("currentTime", currentTime);
        }
    }
}
