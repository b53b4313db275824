// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.v16;

import io.gatewatt.ocpp.Action;
import io.gatewatt.ocpp.FeatureProfile;
import java.util.List;

/** Sends measured values (OCPP 1.6 section 4.7). */
public final class MeterValues {

    /** The action. */
    public static final Action<Request, Confirmation> ACTION =
            new Action<>("MeterValues", FeatureProfile.CORE, Request.class, Confirmation.class);

    private MeterValues() {}

    /**
     * The values.
     *
     * @param connectorId 0 or more; 0 for the main meter
     * @param transactionId the transaction that ran when they were measured, or null
     * @param meterValue the values, one or more
     */
    public record Request(int connectorId, Integer transactionId, List<MeterValue> meterValue) {

        /** @throws io.gatewatt.ocpp.OcppException when a part is missing, empty or out of range */
        public Request {
            Check.atLeast(0, "connectorId", connectorId);
            meterValue = Check.someOf("meterValue", meterValue);
        }
    }

    /** No content. */
    public record Confirmation() {}
}
