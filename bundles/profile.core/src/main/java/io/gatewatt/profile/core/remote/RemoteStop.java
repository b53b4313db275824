// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.profile.core.remote;

import io.gatewatt.loop.Loop;
import io.gatewatt.ocpp.Action;
import io.gatewatt.ocpp.CallHandler;
import io.gatewatt.ocpp.CentralSystem;
import io.gatewatt.ocpp.RegistrationStatus;
import io.gatewatt.ocpp.Reply;
import io.gatewatt.ocpp.v16.RemoteStopTransaction;
import io.gatewatt.ocpp.v16.RemoteStopTransaction.Confirmation;
import io.gatewatt.ocpp.v16.RemoteStopTransaction.Request;
import io.gatewatt.ocpp.v16.RemoteStopTransaction.Status;
import io.gatewatt.profile.core.journal.TransactionJournal;
import io.gatewatt.profile.core.journal.TransactionRecord;
import io.gatewatt.station.Station;
import io.gatewatt.station.StopReason;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.util.promise.Promise;

/**
 * Stops a transaction from afar, by the number that the central system gave it; one that is not confirmed yet has none and cannot be
 * meant.
 */
@Component
public final class RemoteStop implements CallHandler<Request, Confirmation> {

    private final Loop loop;
    private final Station station;
    private final CentralSystem central;
    private final TransactionJournal journal;

    /** With all it needs. */
    @Activate
    public RemoteStop(@Reference Loop loop, @Reference Station station, @Reference CentralSystem central) {
        this.loop = loop;
        this.station = station;
        this.central = central;
        this.journal = new TransactionJournal(loop);
    }

    @Override
    public Action<Request, Confirmation> action() {
        return RemoteStopTransaction.ACTION;
    }

    @Override
    public Promise<Reply<Confirmation>> handle(Request request) {
        Optional<TransactionRecord> transaction = central.link().registration() == RegistrationStatus.Accepted
                ? journal.running(request.transactionId())
                : Optional.empty();
        Reply<Confirmation> reply = transaction
                .map(t -> Reply.of(new Confirmation(Status.Accepted))
                        .then(() -> station.stop(t.key(), StopReason.REMOTE, Optional.empty())))
                .orElseGet(() -> Reply.of(new Confirmation(Status.Rejected)));
        return loop.promises().resolved(reply);
    }
}
