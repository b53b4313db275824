// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.profile.core.remote;

import io.gatewatt.loop.Loop;
import io.gatewatt.ocpp.Action;
import io.gatewatt.ocpp.CallHandler;
import io.gatewatt.ocpp.Reply;
import io.gatewatt.ocpp.v16.ChangeAvailability;
import io.gatewatt.ocpp.v16.ChangeAvailability.Confirmation;
import io.gatewatt.ocpp.v16.ChangeAvailability.Request;
import io.gatewatt.ocpp.v16.ChangeAvailability.Status;
import io.gatewatt.ocpp.v16.ChangeAvailability.Type;
import io.gatewatt.station.ConnectorSnapshot;
import io.gatewatt.station.ConnectorStatus;
import io.gatewatt.station.Station;
import io.gatewatt.station.StationSnapshot;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.util.promise.Promise;

/**
 * Takes connectors, or with 0 the station, out of service and back. The two are independent of each other: a connector is in service
 * while both are. Where a session is under way the change waits for its end.
 */
@Component
public final class ChangeAvailabilityHandler implements CallHandler<Request, Confirmation> {

    private final Loop loop;
    private final Station station;
    private final Availability availability;

    /** With all it needs. */
    @Activate
    public ChangeAvailabilityHandler(
            @Reference Loop loop, @Reference Station station, @Reference Availability availability) {
        this.loop = loop;
        this.station = station;
        this.availability = availability;
    }

    @Override
    public Action<Request, Confirmation> action() {
        return ChangeAvailability.ACTION;
    }

    @Override
    public Promise<Reply<Confirmation>> handle(Request request) {
        int connector = request.connectorId();
        StationSnapshot now = station.snapshot();
        if (connector > now.model().connectors()) {
            return loop.promises().resolved(Reply.of(new Confirmation(Status.Rejected)));
        }
        boolean operative = request.type() == Type.Operative;
        // Noted in this turn, so that an answer that went out is also kept; shown once the answer is out.
        availability.set(connector, operative);
        boolean waits = !operative
                && now.connectors().values().stream()
                        .filter(c -> connector == 0 || c.number() == connector)
                        .anyMatch(ChangeAvailabilityHandler::busy);
        return loop.promises()
                .resolved(Reply.of(new Confirmation(waits ? Status.Scheduled : Status.Accepted))
                        .then(station::refresh));
    }

    /** Preparing counts, too: OCPP knows no way from it to Unavailable. */
    private static boolean busy(ConnectorSnapshot connector) {
        return connector.transaction().isPresent()
                || connector.token().isPresent()
                || connector.status() == ConnectorStatus.PREPARING;
    }
}
