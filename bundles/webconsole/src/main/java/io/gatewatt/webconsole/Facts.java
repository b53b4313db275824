// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.webconsole;

import io.gatewatt.loop.LoopStats;
import io.gatewatt.ocpp.Link;
import io.gatewatt.station.StationSnapshot;
import io.gatewatt.station.TransactionSnapshot;
import java.util.Map;
import java.util.Optional;

/**
 * What is known now; each part is missing while its bundle is.
 *
 * @param station the station
 * @param lastSessions the last ended session of each connector that had one
 * @param link the link to the central system
 * @param loop counters of the loop
 */
record Facts(
        Optional<StationSnapshot> station,
        Map<Integer, TransactionSnapshot> lastSessions,
        Optional<Link> link,
        Optional<LoopStats> loop) {

    /** Whether the page would look the same; counters alone are not worth a message. */
    boolean sameAs(Facts other) {
        return other != null
                && station.equals(other.station)
                && lastSessions.equals(other.lastSessions)
                && link.equals(other.link);
    }
}
