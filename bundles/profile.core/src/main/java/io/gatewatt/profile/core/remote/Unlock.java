// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.profile.core.remote;

import io.gatewatt.loop.Loop;
import io.gatewatt.ocpp.Action;
import io.gatewatt.ocpp.CallHandler;
import io.gatewatt.ocpp.Reply;
import io.gatewatt.ocpp.v16.UnlockConnector;
import io.gatewatt.ocpp.v16.UnlockConnector.Confirmation;
import io.gatewatt.ocpp.v16.UnlockConnector.Request;
import io.gatewatt.ocpp.v16.UnlockConnector.Status;
import io.gatewatt.station.Station;
import io.gatewatt.station.StationSnapshot;
import io.gatewatt.station.UnlockOutcome;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.util.promise.Promise;

/**
 * Releases a cable. A connector that does not exist, and a fixed cable, are not touched: NotSupported (errata 3.85). The answer tells what
 * came of it, and goes out before the messages of the transaction that it ended.
 */
@Component
public final class Unlock implements CallHandler<Request, Confirmation> {

    private final Loop loop;
    private final Station station;

    /** With all it needs. */
    @Activate
    public Unlock(@Reference Loop loop, @Reference Station station) {
        this.loop = loop;
        this.station = station;
    }

    @Override
    public Action<Request, Confirmation> action() {
        return UnlockConnector.ACTION;
    }

    @Override
    public Promise<Reply<Confirmation>> handle(Request request) {
        StationSnapshot now = station.snapshot();
        boolean exists = request.connectorId() >= 1
                && request.connectorId() <= now.model().connectors();
        if (!exists || now.model().fixedCable()) {
            return loop.promises().resolved(Reply.of(new Confirmation(Status.NotSupported)));
        }
        return station.unlock(request.connectorId())
                .map(Unlock::status)
                .recover(failed -> Status.UnlockFailed)
                .map(status ->
                        Reply.of(new Confirmation(status)).then(() -> station.unlockTold(request.connectorId())));
    }

    private static Status status(UnlockOutcome outcome) {
        return switch (outcome) {
            case UNLOCKED -> Status.Unlocked;
            case FAILED -> Status.UnlockFailed;
            case NO_LOCK -> Status.NotSupported;
        };
    }
}
