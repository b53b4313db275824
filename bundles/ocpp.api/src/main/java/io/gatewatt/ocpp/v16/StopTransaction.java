// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.v16;

import io.gatewatt.ocpp.Action;
import io.gatewatt.ocpp.FeatureProfile;
import java.time.Instant;
import java.util.List;

/** Tells that a transaction has ended (OCPP 1.6 section 4.10). */
public final class StopTransaction {

    /** The action. */
    public static final Action<Request, Confirmation> ACTION =
            new Action<>("StopTransaction", FeatureProfile.CORE, Request.class, Confirmation.class);

    private StopTransaction() {}

    /**
     * The end.
     *
     * @param transactionId number of the transaction, as confirmed at its start; -1 when that was never confirmed
     * @param idTag who stopped it, 1 to 20 characters, or null when nobody's token did
     * @param meterStop register at the end, Wh
     * @param timestamp when it was stopped
     * @param reason why, or null for Local
     * @param transactionData values measured during the transaction, may be empty
     */
    public record Request(
            int transactionId,
            String idTag,
            int meterStop,
            Instant timestamp,
            Reason reason,
            List<MeterValue> transactionData) {

        /** @throws io.gatewatt.ocpp.OcppException when a part is missing or too long */
        public Request {
            if (idTag != null) {
                Check.idTag("idTag", idTag);
            }
            Check.required("timestamp", timestamp);
            transactionData = Check.anyOf(transactionData);
        }
    }

    /** @param idTagInfo what the central system knows of the identification, or null */
    public record Confirmation(IdTagInfo idTagInfo) {

        /** Nothing known. */
        public Confirmation() {
            this(null);
        }
    }

    /** Why a transaction ended (OCPP 1.6 section 7.36). */
    public enum Reason {
        DeAuthorized,
        EmergencyStop,
        EVDisconnected,
        HardReset,
        Local,
        Other,
        PowerLoss,
        Reboot,
        Remote,
        SoftReset,
        UnlockCommand
    }
}
