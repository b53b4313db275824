// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.station;

import java.time.Instant;
import java.util.Optional;

/**
 * A transaction at one instant. Its key is the station's own and lives as long as the transaction; the central system's number is not known here.
 *
 * @param key the station's key, unique for ever
 * @param connector where
 * @param token who started it
 * @param group the group of that token
 * @param startedAt when
 * @param startWh register at the start, Wh
 * @param reservation number of the reservation it used
 * @param suspended why its energy is stopped by the station; empty when it is not
 * @param end how it ended; empty while it runs or waits for its closing register
 */
public record TransactionSnapshot(
        String key,
        int connector,
        IdToken token,
        Optional<IdToken> group,
        Instant startedAt,
        long startWh,
        Optional<Integer> reservation,
        Optional<String> suspended,
        Optional<End> end) {

    /**
     * How a transaction ended.
     *
     * @param at when it was stopped
     * @param stopWh register at the end, Wh, not below the start
     * @param reason why
     * @param token who stopped it; empty when nobody's token did
     */
    public record End(Instant at, long stopWh, StopReason reason, Optional<IdToken> token) {}
}
