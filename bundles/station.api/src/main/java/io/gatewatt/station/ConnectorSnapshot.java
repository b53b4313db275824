// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.station;

import io.gatewatt.measure.MeterIdentity;
import io.gatewatt.measure.MeterReading;
import io.gatewatt.measure.PilotState;
import java.time.Instant;
import java.util.Optional;

/**
 * A connector at one instant.
 *
 * @param number 1..n
 * @param status the derived status
 * @param info words that explain the status, at most 50 characters, may be empty
 * @param fault the most important fault, blocking or warning
 * @param pilot last known pilot state
 * @param plugged whether a cable or vehicle occupies the connector
 * @param locked whether the cable is locked
 * @param offeredAmps current offered now, A per phase; 0 for none
 * @param token who is authorised here and waits for the cable, or charges
 * @param transaction key of the running or ending transaction
 * @param meter identity of the bound meter
 * @param reading last reading, register as of the ledger
 * @param readAt when that was
 * @param offeredPhases phases offered now, 1..3; 0 for none
 */
public record ConnectorSnapshot(
        int number,
        ConnectorStatus status,
        String info,
        Optional<FaultState> fault,
        PilotState pilot,
        boolean plugged,
        boolean locked,
        double offeredAmps,
        Optional<IdToken> token,
        Optional<String> transaction,
        Optional<MeterIdentity> meter,
        Optional<MeterReading> reading,
        Optional<Instant> readAt,
        int offeredPhases) {

    /** One whose offered phases are not known: none. */
    public ConnectorSnapshot(
            int number,
            ConnectorStatus status,
            String info,
            Optional<FaultState> fault,
            PilotState pilot,
            boolean plugged,
            boolean locked,
            double offeredAmps,
            Optional<IdToken> token,
            Optional<String> transaction,
            Optional<MeterIdentity> meter,
            Optional<MeterReading> reading,
            Optional<Instant> readAt) {
        this(
                number,
                status,
                info,
                fault,
                pilot,
                plugged,
                locked,
                offeredAmps,
                token,
                transaction,
                meter,
                reading,
                readAt,
                0);
    }
}
