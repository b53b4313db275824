// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.station;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * The whole station at one instant.
 *
 * @param at when it was published
 * @param model what kind of station it is
 * @param operative false while the whole station is inoperative
 * @param fault fault of the station itself
 * @param connectors connectors by number, 1..n
 * @param transactions transactions running, ending, and ended but not yet settled, in the order of their start
 */
public record StationSnapshot(
        Instant at,
        StationModel model,
        boolean operative,
        Optional<FaultState> fault,
        SortedMap<Integer, ConnectorSnapshot> connectors,
        List<TransactionSnapshot> transactions) {

    /** The status of connector 0: only AVAILABLE, UNAVAILABLE or FAULTED. */
    public ConnectorStatus status() {
        if (fault.filter(FaultState::blocking).isPresent()) {
            return ConnectorStatus.FAULTED;
        }
        return operative ? ConnectorStatus.AVAILABLE : ConnectorStatus.UNAVAILABLE;
    }

    /** A connector by number. */
    public Optional<ConnectorSnapshot> connector(int number) {
        return Optional.ofNullable(connectors.get(number));
    }

    /** A transaction by the station's own key. */
    public Optional<TransactionSnapshot> transaction(String key) {
        return transactions.stream().filter(t -> t.key().equals(key)).findFirst();
    }
}
