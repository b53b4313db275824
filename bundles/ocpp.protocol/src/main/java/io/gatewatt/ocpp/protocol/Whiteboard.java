// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.protocol;

import io.gatewatt.ocpp.CallHandler;
import io.gatewatt.ocpp.LinkListener;
import io.gatewatt.ocpp.OutboxOwner;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * Brings what other bundles hang in to the protocol. A component of its own: those that hang in refer to {@link ProtocolService},
 * which therefore must not refer to them.
 */
@Component(service = {})
public final class Whiteboard {

    private static final Duration GOOD_BYE = Duration.ofSeconds(1);

    private final ProtocolService protocol;
    private final ProfilesService profiles;
    private final AtomicReference<OutboxOwner> owner = new AtomicReference<>();

    /** Made by the framework. */
    @Activate
    public Whiteboard(@Reference ProtocolService protocol, @Reference ProfilesService profiles) {
        this.protocol = protocol;
        this.profiles = profiles;
    }

    // While the connection still is: the owner of the outbox may have gone already.
    @Deactivate
    void close() {
        protocol.protocol().quiesce(GOOD_BYE);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bindHandler(CallHandler<?, ?> handler, Map<String, ?> properties) {
        int ranking = properties.get(Constants.SERVICE_RANKING) instanceof Integer given ? given : 0;
        profiles.registry().add(handler, ranking, id(properties));
    }

    void updatedHandler(CallHandler<?, ?> handler, Map<String, ?> properties) {
        unbindHandler(handler, properties);
        bindHandler(handler, properties);
    }

    void unbindHandler(CallHandler<?, ?> handler, Map<String, ?> properties) {
        profiles.registry().remove(id(properties));
    }

    private static long id(Map<String, ?> properties) {
        return (Long) properties.get(Constants.SERVICE_ID);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bindListener(LinkListener listener) {
        protocol.protocol().add(listener);
    }

    void unbindListener(LinkListener listener) {
        protocol.protocol().remove(listener);
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindOwner(OutboxOwner found) {
        owner.set(found);
        protocol.protocol().owner(found);
    }

    void unbindOwner(OutboxOwner gone) {
        // A better one may have been bound before.
        if (owner.compareAndSet(gone, null)) {
            protocol.protocol().owner(null);
        }
    }
}
