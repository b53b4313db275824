// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.webconsole;

import io.gatewatt.station.StationListener;
import io.gatewatt.station.StationSnapshot;
import io.gatewatt.station.TransactionSnapshot;
import java.util.HashMap;
import java.util.Map;
import org.osgi.service.component.annotations.Component;

/** Remembers how the last session of each connector ended: a settled one is gone from the snapshots within milliseconds. */
@Component(service = {LastSessions.class, StationListener.class})
public final class LastSessions implements StationListener {

    private volatile Map<Integer, TransactionSnapshot> last = Map.of();

    @Override
    public void changed(StationSnapshot before, StationSnapshot after) {
        for (TransactionSnapshot transaction : after.transactions()) {
            if (transaction.end().isPresent() && !transaction.equals(last.get(transaction.connector()))) {
                Map<Integer, TransactionSnapshot> next = new HashMap<>(last);
                next.put(transaction.connector(), transaction);
                last = Map.copyOf(next);
            }
        }
    }

    /** The last ended session of each connector that had one, by connector. From any thread. */
    Map<Integer, TransactionSnapshot> byConnector() {
        return last;
    }
}
