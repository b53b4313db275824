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
import io.gatewatt.station.ComponentControl;
import io.gatewatt.station.ProcessControl;
import io.gatewatt.station.StopReason;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.util.promise.Promise;

/** Restarts the station: hard the process, soft its components. Refused where nobody can. */
@Component
public final class ResetHandler implements CallHandler<Request, Confirmation> {

    private final Loop loop;
    private final Restart restart;
    private volatile ProcessControl process;
    private volatile ComponentControl components;

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

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindComponents(ComponentControl now) {
        components = now;
    }

    void unbindComponents(ComponentControl gone) {
        if (components == gone) {
            components = null;
        }
    }

    @Override
    public Action<Request, Confirmation> action() {
        return Reset.ACTION;
    }

    @Override
    public Promise<Reply<Confirmation>> handle(Request request) {
        boolean hard = request.type() == Type.Hard;
        StopReason reason = hard ? StopReason.HARD_RESET : StopReason.SOFT_RESET;
        Reply<Confirmation> reply = target(hard)
                .map(target -> Reply.of(new Confirmation(Status.Accepted)).then(() -> restart.begin(reason, target)))
                .orElseGet(() -> Reply.of(new Confirmation(Status.Rejected)));
        return loop.promises().resolved(reply);
    }

    /** The process, or for a soft reset the components where they can be restarted by themselves. */
    private Optional<Restart.Target> target(boolean hard) {
        ComponentControl parts = components;
        if (!hard && parts != null) {
            return Optional.of(parts::restart);
        }
        return Optional.ofNullable(process).map(control -> (why, retries) -> control.restart(why));
    }
}
