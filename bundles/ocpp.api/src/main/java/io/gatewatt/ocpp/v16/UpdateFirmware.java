// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.v16;

import io.gatewatt.ocpp.Action;
import io.gatewatt.ocpp.FeatureProfile;
import java.time.Instant;

/** Asks for a firmware update (OCPP 1.6 section 5.19). */
public final class UpdateFirmware {

    /** The action. */
    public static final Action<Request, Confirmation> ACTION =
            new Action<>("UpdateFirmware", FeatureProfile.FIRMWARE_MANAGEMENT, Request.class, Confirmation.class);

    private UpdateFirmware() {}

    /**
     * The firmware.
     *
     * @param location URI of the file
     * @param retries how many further tries, 0 or more, or null for the station's choice
     * @param retrieveDate when to fetch it; the past means now
     * @param retryInterval wait between tries, s, 0 or more, or null for the station's choice
     */
    public record Request(String location, Integer retries, Instant retrieveDate, Integer retryInterval) {

        /** @throws io.gatewatt.ocpp.OcppException when a part is missing or out of range */
        public Request {
            Check.required("location", location);
            Check.atLeast(0, "retries", retries);
            Check.required("retrieveDate", retrieveDate);
            Check.atLeast(0, "retryInterval", retryInterval);
        }
    }

    /** No content. */
    public record Confirmation() {}
}
