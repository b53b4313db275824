// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.v16;

import io.gatewatt.ocpp.Action;
import io.gatewatt.ocpp.FeatureProfile;
import java.time.Instant;

/** Asks for an upload of diagnostics (OCPP 1.6 section 5.9). */
public final class GetDiagnostics {

    /** The action. */
    public static final Action<Request, Confirmation> ACTION =
            new Action<>("GetDiagnostics", FeatureProfile.FIRMWARE_MANAGEMENT, Request.class, Confirmation.class);

    private GetDiagnostics() {}

    /**
     * What to upload, and where to.
     *
     * @param location URI of the folder
     * @param retries how many further tries, 0 or more, or null for the station's choice
     * @param retryInterval wait between tries, s, 0 or more, or null for the station's choice
     * @param startTime oldest entry, or null for no limit
     * @param stopTime latest entry, or null for no limit
     */
    public record Request(
            String location, Integer retries, Integer retryInterval, Instant startTime, Instant stopTime) {

        /** @throws io.gatewatt.ocpp.OcppException when the location is missing or a value out of range */
        public Request {
            Check.required("location", location);
            Check.atLeast(0, "retries", retries);
            Check.atLeast(0, "retryInterval", retryInterval);
        }
    }

    /** @param fileName the file that will be uploaded, at most 255 characters, or null when there is none */
    public record Confirmation(String fileName) {

        /** @throws io.gatewatt.ocpp.OcppException when it is too long */
        public Confirmation {
            Check.optionalText("fileName", fileName, 255);
        }
    }
}
