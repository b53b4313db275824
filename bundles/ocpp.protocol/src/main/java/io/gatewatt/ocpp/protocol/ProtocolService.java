// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.protocol;

import io.gatewatt.loop.Loop;
import io.gatewatt.ocpp.Action;
import io.gatewatt.ocpp.CentralSystem;
import io.gatewatt.ocpp.Link;
import io.gatewatt.ocpp.Outbox;
import io.gatewatt.ocpp.RegistrationStatus;
import io.gatewatt.ocpp.protocol.wire.ConnectorSource;
import io.gatewatt.ocpp.protocol.wire.JettyWire;
import io.gatewatt.ocpp.protocol.wire.Secrets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;
import org.eclipse.jetty.io.ClientConnector;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.ComponentServiceObjects;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.component.annotations.ReferenceScope;
import org.osgi.util.promise.Promise;

/** The central system and the outbox as services, over Jetty's WebSocket client. */
@Component(
        service = {CentralSystem.class, Outbox.class, ProtocolService.class},
        configurationPid = {"ocpp.connection", "station", "ocpp.core"})
public final class ProtocolService implements CentralSystem, Outbox {

    private final Loop loop;
    private final JettyWire wire;
    private final Protocol protocol;
    private final AtomicReference<ConnectorSource> connectors = new AtomicReference<>(ConnectorSource.PLAIN);
    private volatile boolean active;

    /** Made by the framework. */
    @Activate
    public ProtocolService(
            BundleContext context,
            @Reference Loop loop,
            @Reference FrameLogService frames,
            @Reference ProfilesService profiles) {
        Optional<Path> home =
                Optional.ofNullable(context.getProperty("gatewatt.home")).map(Path::of);
        this.loop = loop;
        wire = new JettyWire(connectors::get, new Secrets(home.map(h -> h.resolve("secrets"))));
        protocol = new Protocol(loop, wire, profiles.registry(), frames.ring(), RandomGenerator.getDefault());
    }

    // After the constructor, because a bench's network is bound in between.
    @Activate
    void activate(ConnectionConfig connection, StationConfig station, TimingConfig timing) {
        protocol.start();
        modified(connection, station, timing);
        active = true;
    }

    @Modified
    void modified(ConnectionConfig connection, StationConfig station, TimingConfig timing) {
        protocol.settings(SettingsReader.read(connection, station, timing));
    }

    @Deactivate
    void deactivate() {
        active = false;
        protocol.stop();
        wire.stop();
    }

    /** Another network under the client, for a bench. */
    @Reference(
            scope = ReferenceScope.PROTOTYPE,
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindConnector(ComponentServiceObjects<ClientConnector> objects, ServiceReference<ClientConnector> reference) {
        connectors.set(new ServiceConnectors(objects, reference));
        networkChanged();
    }

    void unbindConnector(ServiceReference<ClientConnector> gone) {
        // A better one may have been bound before.
        connectors.updateAndGet(
                now -> now instanceof ServiceConnectors s && s.reference().equals(gone) ? ConnectorSource.PLAIN : now);
        networkChanged();
    }

    private void networkChanged() {
        if (active) {
            loop.submit("network changed", () -> protocol.reconnect("the network was changed"));
        }
    }

    Protocol protocol() {
        return protocol;
    }

    @Override
    public <Q extends Record, R extends Record> Promise<R> call(Action<Q, R> action, Q request) {
        return protocol.call(action, request);
    }

    @Override
    public <Q extends Record, R extends Record> Promise<R> callTriggered(Action<Q, R> action, Q request) {
        return protocol.callTriggered(action, request);
    }

    @Override
    public void registration(RegistrationStatus status) {
        protocol.registration(status);
    }

    @Override
    public Link link() {
        return protocol.link();
    }

    @Override
    public void reconnect(String why) {
        protocol.reconnect(why);
    }

    @Override
    public <Q extends Record, R extends Record> void add(Action<Q, R> action, Q request, String reference) {
        protocol.add(action, request, reference);
    }

    @Override
    public int depth() {
        return protocol.depth();
    }
}
