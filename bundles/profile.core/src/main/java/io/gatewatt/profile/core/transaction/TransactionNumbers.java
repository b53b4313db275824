// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.profile.core.transaction;

import io.gatewatt.loop.Loop;
import io.gatewatt.ocpp.Action;
import io.gatewatt.ocpp.OutboxOwner;
import io.gatewatt.ocpp.v16.AuthorizationStatus;
import io.gatewatt.ocpp.v16.IdTagInfo;
import io.gatewatt.ocpp.v16.MeterValues;
import io.gatewatt.ocpp.v16.StartTransaction;
import io.gatewatt.ocpp.v16.StopTransaction;
import io.gatewatt.profile.core.auth.Learning;
import io.gatewatt.profile.core.journal.Restamp;
import io.gatewatt.profile.core.journal.TransactionJournal;
import io.gatewatt.profile.core.journal.TransactionRecord;
import io.gatewatt.profile.core.keys.Settings;
import io.gatewatt.station.IdToken;
import io.gatewatt.station.Station;
import io.gatewatt.station.StationListener;
import io.gatewatt.station.StationSnapshot;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Owner of the outbox's messages: learns the number of a transaction from the confirmation of its start and puts it into all that
 * follows, also after restarts; a transaction whose start was given up goes by -1 (errata 3.18). Acts on what the confirmations say of
 * the tag.
 */
@Component
public final class TransactionNumbers implements OutboxOwner, StationListener {

    private static final Logger LOG = LoggerFactory.getLogger(TransactionNumbers.class);

    private final Station station;
    private final Settings settings;
    private final Learning learning;
    private final TransactionJournal journal;
    private final RefusedTag refusedTag;

    /** With all it needs. */
    @Activate
    public TransactionNumbers(
            @Reference Loop loop,
            @Reference Station station,
            @Reference Settings settings,
            @Reference Learning learning) {
        this.station = station;
        this.settings = settings;
        this.learning = learning;
        this.journal = new TransactionJournal(loop);
        this.refusedTag = new RefusedTag(station, journal);
    }

    @Override
    public <Q extends Record> Q prepare(Action<Q, ?> action, Q request, String reference) {
        if (reference.isEmpty()) {
            return request;
        }
        Optional<TransactionRecord> known = journal.find(reference);
        int id = known.map(r -> r.id().orElse(Messages.UNCONFIRMED)).orElse(Messages.UNCONFIRMED);
        Record prepared = request;
        if (request instanceof StopTransaction.Request stop) {
            prepared = Messages.withId(stop, id);
        } else if (request instanceof MeterValues.Request values) {
            prepared = new MeterValues.Request(values.connectorId(), id, values.meterValue());
        }
        Optional<Restamp> restamp = known.flatMap(TransactionRecord::restamp);
        if (restamp.isPresent()) {
            prepared = Messages.restamped(prepared, restamp.get());
        }
        return action.request().cast(prepared);
    }

    @Override
    public <Q extends Record, R extends Record> void confirmed(
            Action<Q, R> action, Q request, String reference, R confirmation) {
        if (request instanceof StartTransaction.Request start
                && confirmation instanceof StartTransaction.Confirmation answer) {
            started(new IdToken(start.idTag()), reference, answer);
        } else if (request instanceof StopTransaction.Request stop
                && confirmation instanceof StopTransaction.Confirmation answer) {
            if (stop.idTag() != null && answer.idTagInfo() != null) {
                learning.learn(new IdToken(stop.idTag()), answer.idTagInfo());
            }
            ended(reference);
        }
    }

    @Override
    public <Q extends Record> void dropped(Action<Q, ?> action, Q request, String reference, Exception lastFailure) {
        LOG.error("{} of transaction {} is given up: {}", action, reference, lastFailure.getMessage());
        if (request instanceof StopTransaction.Request) {
            ended(reference);
        }
    }

    @Override
    public void changed(StationSnapshot before, StationSnapshot after) {
        refusedTag.check(after);
    }

    private void started(IdToken token, String key, StartTransaction.Confirmation answer) {
        IdTagInfo info = answer.idTagInfo();
        learning.learn(token, info);
        Optional<TransactionRecord> known = journal.find(key).map(r -> r.confirmed(answer.transactionId()));
        if (known.isEmpty()) {
            LOG.warn("StartTransaction of transaction {} is confirmed, but nothing is known of it here", key);
            return;
        }
        TransactionRecord record = known.get();
        journal.put(record);
        if (record.stopQueued()) {
            return;
        }
        if (info.parentIdTag() != null) {
            station.group(key, Optional.of(new IdToken(info.parentIdTag())));
        }
        if (info.status() != AuthorizationStatus.Accepted) {
            refusedTag.refused(record, info.status(), settings.core());
        }
    }

    private void ended(String key) {
        journal.find(key).map(TransactionRecord::done).ifPresent(journal::put);
    }
}
