// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.v16;

import io.gatewatt.ocpp.Action;
import io.gatewatt.ocpp.FeatureProfile;

/** Carries data beyond OCPP, either way (OCPP 1.6 sections 4.3 and 5.6). */
public final class DataTransfer {

    /** The action. */
    public static final Action<Request, Confirmation> ACTION =
            new Action<>("DataTransfer", FeatureProfile.CORE, Request.class, Confirmation.class);

    private DataTransfer() {}

    /**
     * The data.
     *
     * @param vendorId whose extension it is, at most 255 characters
     * @param messageId which of its messages, at most 50 characters, or null
     * @param data a text of any length, or null
     */
    public record Request(String vendorId, String messageId, String data) {

        /** @throws io.gatewatt.ocpp.OcppException when the vendor is missing or a part too long */
        public Request {
            Check.text("vendorId", vendorId, 255);
            Check.optionalText("messageId", messageId, 50);
        }
    }

    /**
     * The answer.
     *
     * @param status whether it was understood
     * @param data a text of any length, or null
     */
    public record Confirmation(Status status, String data) {

        /** @throws io.gatewatt.ocpp.OcppException when the status is missing */
        public Confirmation {
            Check.required("status", status);
        }

        /** Without data. */
        public Confirmation(Status status) {
            this(status, null);
        }
    }

    /** The answer (OCPP 1.6 section 7.23). */
    public enum Status {
        Accepted,
        Rejected,
        UnknownMessageId,
        UnknownVendorId
    }
}
