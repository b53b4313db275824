// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.v16;

import io.gatewatt.ocpp.Action;
import io.gatewatt.ocpp.FeatureProfile;

/** Tells how the upload of diagnostics goes on (OCPP 1.6 section 4.4). */
public final class DiagnosticsStatusNotification {

    /** The action. */
    public static final Action<Request, Confirmation> ACTION = new Action<>(
            "DiagnosticsStatusNotification", FeatureProfile.FIRMWARE_MANAGEMENT, Request.class, Confirmation.class);

    private DiagnosticsStatusNotification() {}

    /** @param status how it goes on */
    public record Request(Status status) {

        /** @throws io.gatewatt.ocpp.OcppException when it is missing */
        public Request {
            Check.required("status", status);
        }
    }

    /** No content. */
    public record Confirmation() {}

    /** How the upload goes on (OCPP 1.6 section 7.24). */
    public enum Status {
        /** Only when triggered. */
        Idle,
        Uploaded,
        UploadFailed,
        Uploading
    }
}
