// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.v16;

import io.gatewatt.ocpp.Action;
import io.gatewatt.ocpp.FeatureProfile;
import java.time.Instant;

/** Tells the status of a connector or an error (OCPP 1.6 section 4.9). */
public final class StatusNotification {

    /** The action. */
    public static final Action<Request, Confirmation> ACTION =
            new Action<>("StatusNotification", FeatureProfile.CORE, Request.class, Confirmation.class);

    private StatusNotification() {}

    /**
     * The status.
     *
     * @param connectorId 0 or more; 0 for the station itself
     * @param errorCode the error, or NoError
     * @param info words, at most 50 characters, or null
     * @param status the status
     * @param timestamp since when, or null for now
     * @param vendorId whose extension the vendor's error code is, at most 255 characters, or null
     * @param vendorErrorCode at most 50 characters, or null
     */
    public record Request(
            int connectorId,
            ChargePointErrorCode errorCode,
            String info,
            ChargePointStatus status,
            Instant timestamp,
            String vendorId,
            String vendorErrorCode) {

        /** @throws io.gatewatt.ocpp.OcppException when a part is missing, too long or out of range */
        public Request {
            Check.atLeast(0, "connectorId", connectorId);
            Check.required("errorCode", errorCode);
            Check.optionalText("info", info, 50);
            Check.required("status", status);
            Check.optionalText("vendorId", vendorId, 255);
            Check.optionalText("vendorErrorCode", vendorErrorCode, 50);
        }

        /** A status without error and words. */
        public Request(int connectorId, ChargePointStatus status, Instant timestamp) {
            this(connectorId, ChargePointErrorCode.NoError, null, status, timestamp, null, null);
        }
    }

    /** No content. */
    public record Confirmation() {}
}
