// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.profile.core.transaction;

import io.gatewatt.ocpp.v16.AuthorizationStatus;
import io.gatewatt.profile.core.journal.TransactionJournal;
import io.gatewatt.profile.core.journal.TransactionRecord;
import io.gatewatt.profile.core.keys.CoreKeys;
import io.gatewatt.station.ConnectorSnapshot;
import io.gatewatt.station.Station;
import io.gatewatt.station.StationSnapshot;
import io.gatewatt.station.StopReason;
import io.gatewatt.station.TransactionSnapshot;
import java.util.Optional;

/**
 * What becomes of a running transaction whose tag the central system does not accept (errata 3.17): it is stopped, or its energy is, at
 * once or after an allowance. Only on the loop.
 */
final class RefusedTag {

    private final Station station;
    private final TransactionJournal journal;

    RefusedTag(Station station, TransactionJournal journal) {
        this.station = station;
        this.journal = journal;
    }

    void refused(TransactionRecord record, AuthorizationStatus status, CoreKeys keys) {
        if (keys.StopTransactionOnInvalidId()) {
            station.stop(record.key(), StopReason.DE_AUTHORIZED, Optional.empty());
        } else if (keys.MaxEnergyOnInvalidId() > 0) {
            long register = register(station.snapshot(), record)
                    .or(() -> station.snapshot().transaction(record.key()).map(TransactionSnapshot::startWh))
                    .orElse(0L);
            journal.put(record.suspendAt(register + keys.MaxEnergyOnInvalidId()));
        } else {
            station.suspend(record.key(), words(status));
        }
    }

    /** Ends the energy of transactions that have used up their allowance. */
    void check(StationSnapshot now) {
        for (TransactionSnapshot t : now.transactions()) {
            journal.find(t.key())
                    .filter(r -> r.suspendAtWh().isPresent()
                            && register(now, r).orElse(0L) >= r.suspendAtWh().get())
                    .ifPresent(r -> {
                        journal.put(r.suspended());
                        station.suspend(r.key(), words(AuthorizationStatus.Invalid));
                    });
        }
    }

    private static Optional<Long> register(StationSnapshot now, TransactionRecord record) {
        return now.connector(record.connector())
                .flatMap(ConnectorSnapshot::reading)
                .map(r -> r.importWh());
    }

    private static String words(AuthorizationStatus status) {
        return "Tag not accepted: " + status;
    }
}
