// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.v16;

import io.gatewatt.ocpp.Action;
import io.gatewatt.ocpp.FeatureProfile;

/** Asks the station to send a message (OCPP 1.6 section 5.17). */
public final class TriggerMessage {

    /** The action. */
    public static final Action<Request, Confirmation> ACTION =
            new Action<>("TriggerMessage", FeatureProfile.REMOTE_TRIGGER, Request.class, Confirmation.class);

    private TriggerMessage() {}

    /**
     * Which message.
     *
     * @param requestedMessage the message
     * @param connectorId of which connector, 0 or more, or null for all
     */
    public record Request(MessageTrigger requestedMessage, Integer connectorId) {

        /** @throws io.gatewatt.ocpp.OcppException when the message is missing or the connector out of range */
        public Request {
            Check.required("requestedMessage", requestedMessage);
            Check.atLeast(0, "connectorId", connectorId);
        }
    }

    /** The answer. */
    public record Confirmation(Status status) {

        /** @throws io.gatewatt.ocpp.OcppException when the status is missing */
        public Confirmation {
            Check.required("status", status);
        }
    }

    /** The messages that can be asked for (OCPP 1.6 section 7.32). */
    public enum MessageTrigger {
        BootNotification,
        DiagnosticsStatusNotification,
        FirmwareStatusNotification,
        Heartbeat,
        MeterValues,
        StatusNotification
    }

    /** The answer (OCPP 1.6 section 7.44). */
    public enum Status {
        Accepted,
        Rejected,
        /** The message is not offered. */
        NotImplemented
    }
}
