// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.profile.trigger;

import io.gatewatt.loop.Loop;
import io.gatewatt.ocpp.Action;
import io.gatewatt.ocpp.CallHandler;
import io.gatewatt.ocpp.Reply;
import io.gatewatt.ocpp.Triggerable;
import io.gatewatt.ocpp.v16.TriggerMessage;
import io.gatewatt.ocpp.v16.TriggerMessage.Confirmation;
import io.gatewatt.ocpp.v16.TriggerMessage.Request;
import io.gatewatt.ocpp.v16.TriggerMessage.Status;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.annotation.bundle.Capability;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.util.promise.Promise;

/** Answers TriggerMessage; the message follows the answer. */
@Capability(namespace = "io.gatewatt.profile", attribute = "profile=RemoteTrigger")
@Component
public final class TriggerHandler implements CallHandler<Request, Confirmation> {

    private final Loop loop;
    private final List<Triggerable> offered = new CopyOnWriteArrayList<>();

    /** With the loop, for its promises. */
    @Activate
    public TriggerHandler(@Reference Loop loop) {
        this.loop = loop;
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addMessage(Triggerable message) {
        offered.add(message);
    }

    void removeMessage(Triggerable message) {
        offered.remove(message);
    }

    @Override
    public Action<Request, Confirmation> action() {
        return TriggerMessage.ACTION;
    }

    @Override
    public Promise<Reply<Confirmation>> handle(Request request) {
        String wanted = request.requestedMessage().name();
        Reply<Confirmation> reply = offered.stream()
                .filter(message -> message.message().equals(wanted))
                .findFirst()
                .map(message -> reply(message.trigger(Optional.ofNullable(request.connectorId()))))
                .orElseGet(() -> Reply.of(new Confirmation(Status.NotImplemented)));
        return loop.promises().resolved(reply);
    }

    private static Reply<Confirmation> reply(Optional<Runnable> send) {
        return send.map(action -> Reply.of(new Confirmation(Status.Accepted)).then(action))
                .orElseGet(() -> Reply.of(new Confirmation(Status.Rejected)));
    }
}
