// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.profile.core.remote;

import io.gatewatt.loop.Loop;
import io.gatewatt.ocpp.Action;
import io.gatewatt.ocpp.CallHandler;
import io.gatewatt.ocpp.Reply;
import io.gatewatt.ocpp.v16.Reset;
import io.gatewatt.ocpp.v16.Reset.Confirmation;
import io.gatewatt.ocpp.v16.Reset.Request;
import io.gatewatt.ocpp.v16.Reset.Status;
import io.gatewatt.ocpp.v16.Reset.Type;
import io.gatewatt.station.ProcessControl;
import io.gatewatt.station.StopReason;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.util.promise.Promise;

/** Restarts the station, hard or soft; refused where the process cannot be started again. */
@Component
public final class ResetHandler implements CallHandler<Request, Confirmation> {

    private final Loop loop;
    private final Restart restart;
    private volatile ProcessControl process;

    /** With all it needs. */
    @Activate
    public ResetHandler(@Reference Loop loop, @Reference Restart restart) {
        this.loop = loop;
        this.restart = restart;
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindProcess(ProcessControl now) {
        process = now;
    }

    void unbindProcess(ProcessControl gone) {
        if (process == gone) {
            process = null;
        }
    }

    @Override
    public Action<Request, Confirmation> action() {
        return Reset.ACTION;
    }

    @Override
    public Promise<Reply<Confirmation>> handle(Request request) {
        ProcessControl control = process;
        if (control == null) {
            return loop.promises().resolved(Reply.of(new Confirmation(Status.Rejected)));
        }
        // The station cannot restart in part: what it knows is on disk, so a soft reset is a restart in good order,
        // too.
        StopReason reason = request.type() == Type.Hard ? StopReason.HARD_RESET : StopReason.SOFT_RESET;
        return loop.promises()
                .resolved(Reply.of(new Confirmation(Status.Accepted)).then(() -> restart.begin(reason, control)));
    }
}
