// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.v16;

import io.gatewatt.ocpp.Action;
import io.gatewatt.ocpp.FeatureProfile;

/** Tells how a firmware update goes on (OCPP 1.6 section 4.5). */
public final class FirmwareStatusNotification {

    /** The action. */
    public static final Action<Request, Confirmation> ACTION = new Action<>(
            "FirmwareStatusNotification", FeatureProfile.FIRMWARE_MANAGEMENT, Request.class, Confirmation.class);

    private FirmwareStatusNotification() {}

    /** @param status how it goes on */
    public record Request(Status status) {

        /** @throws io.gatewatt.ocpp.OcppException when it is missing */
        public Request {
            Check.required("status", status);
        }
    }

    /** No content. */
    public record Confirmation() {}

    /** How the update goes on (OCPP 1.6 section 7.25). */
    public enum Status {
        Downloaded,
        DownloadFailed,
        Downloading,
        /** Only when triggered. */
        Idle,
        InstallationFailed,
        Installing,
        Installed
    }
}
