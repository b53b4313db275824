// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.profile.core.remote;

import io.gatewatt.loop.Loop;
import io.gatewatt.ocpp.Action;
import io.gatewatt.ocpp.CallHandler;
import io.gatewatt.ocpp.CentralSystem;
import io.gatewatt.ocpp.RegistrationStatus;
import io.gatewatt.ocpp.Reply;
import io.gatewatt.ocpp.v16.ChargingProfilePurpose;
import io.gatewatt.ocpp.v16.RemoteStartTransaction;
import io.gatewatt.ocpp.v16.RemoteStartTransaction.Confirmation;
import io.gatewatt.ocpp.v16.RemoteStartTransaction.Request;
import io.gatewatt.ocpp.v16.RemoteStartTransaction.Status;
import io.gatewatt.profile.core.keys.Settings;
import io.gatewatt.station.IdToken;
import io.gatewatt.station.Station;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.util.promise.Promise;

/**
 * Starts a session from afar. Accepted means that the station will try: with AuthorizeRemoteTxRequests the tag is authorised first, as if
 * it had been presented here; without, it starts as it is.
 *
 * <p>A charging profile must be a TxProfile. While no smart charging is installed it is then ignored, as OCPP 1.6 section 5.11 wants it;
 * a bundle that knows smart charging takes it in a handler of higher ranking and passes the rest on to this one.
 */
@Component
public final class RemoteStart implements CallHandler<Request, Confirmation> {

    private final Loop loop;
    private final Station station;
    private final CentralSystem central;
    private final Settings settings;
    private final Restart restart;

    /** With all it needs. */
    @Activate
    public RemoteStart(
            @Reference Loop loop,
            @Reference Station station,
            @Reference CentralSystem central,
            @Reference Settings settings,
            @Reference Restart restart) {
        this.loop = loop;
        this.station = station;
        this.central = central;
        this.settings = settings;
        this.restart = restart;
    }

    @Override
    public Action<Request, Confirmation> action() {
        return RemoteStartTransaction.ACTION;
    }

    @Override
    public Promise<Reply<Confirmation>> handle(Request request) {
        IdToken token = new IdToken(request.idTag());
        Optional<Integer> connector = acceptable(request)
                ? station.claim(Optional.ofNullable(request.connectorId()), token)
                : Optional.empty();
        Reply<Confirmation> reply = connector
                .map(c -> Reply.of(new Confirmation(Status.Accepted)).then(() -> begin(c, token)))
                .orElseGet(() -> Reply.of(new Confirmation(Status.Rejected)));
        return loop.promises().resolved(reply);
    }

    private boolean acceptable(Request request) {
        boolean registered = central.link().registration() == RegistrationStatus.Accepted;
        boolean connector = request.connectorId() == null || request.connectorId() > 0;
        boolean profile = request.chargingProfile() == null
                || request.chargingProfile().chargingProfilePurpose() == ChargingProfilePurpose.TxProfile;
        return registered && connector && profile && !restart.underWay();
    }

    private void begin(int connector, IdToken token) {
        if (settings.core().AuthorizeRemoteTxRequests()) {
            station.present(connector, token);
        } else {
            station.start(connector, token);
        }
    }
}
