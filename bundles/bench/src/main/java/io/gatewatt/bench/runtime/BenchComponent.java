// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.bench.runtime;

import io.gatewatt.bench.VirtualCharger;
import io.gatewatt.bench.VirtualConnector;
import io.gatewatt.bench.VirtualLock;
import io.gatewatt.bench.VirtualReader;
import io.gatewatt.bench.model.Charger;
import io.gatewatt.bench.model.Connector;
import io.gatewatt.bench.model.Injections;
import io.gatewatt.bench.model.LockBehaviour;
import io.gatewatt.bench.model.Reader;
import io.gatewatt.bench.model.WallClock;
import io.gatewatt.bench.network.GatedClientConnector;
import io.gatewatt.bench.network.NetworkGate;
import io.gatewatt.bench.rest.Bench;
import io.gatewatt.bench.rest.BenchServlet;
import jakarta.servlet.Servlet;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.eclipse.jetty.io.ClientConnector;
import org.osgi.annotation.bundle.Capability;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.PrototypeServiceFactory;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;

/** Builds the virtual charger and gives its parts to the runtime as services. */
@Capability(
        namespace = "osgi.service",
        attribute = "objectClass:List<String>=\"io.gatewatt.bench.VirtualCharger,io.gatewatt.bench.VirtualConnector,"
                + "io.gatewatt.bench.VirtualLock,io.gatewatt.bench.VirtualReader\"")
@Component(
        service = {},
        immediate = true,
        configurationPid = "station")
public final class BenchComponent {

    /** Service property of a {@link BooleanSupplier}: the rare condition that it tells of. */
    static final String INJECT = "gatewatt.inject";

    private static final int MOST_CONNECTORS = 64;

    /** The settings of the station that the hardware shares. */
    @interface Settings {
        /** Number of connectors, 1..64. */
        int connectors() default 2;

        /** Whether the cables are built in, so there is no lock; unless a person chose otherwise. */
        boolean fixedCable() default false;
    }

    private final Charger charger;
    private final NetworkGate network = new NetworkGate();
    private final Services services;
    private volatile boolean fixedCable;

    /** @throws IOException when the folder of the virtual charger cannot be made */
    @Activate
    public BenchComponent(BundleContext context, Settings settings, @Reference ConfigurationAdmin admin)
            throws IOException {
        fixedCable = settings.fixedCable();
        FileMemory memory = new FileMemory(folder(context));
        charger = new Charger(n -> new Connector(n, System::nanoTime, memory, fixedCable));
        services = new Services(context);
        StoreLimit store = new StoreLimit(admin);
        store.full(false);
        Injections injections = new Injections(Map.of(
                "local-list-write-fails",
                on -> {},
                "store-full",
                store::full,
                "firmware-install-fails",
                on -> {},
                "tamper",
                charger::open));
        Bench bench = new Bench(
                charger,
                network,
                new WallClock(Clock.systemUTC(), memory.clockOffset(), memory::clockOffset),
                injections);
        publish(bench);
        resize(settings.connectors());
    }

    /** Connectors come and go; those that stay notice nothing. */
    @Modified
    void modified(Settings settings) {
        fixedCable = settings.fixedCable();
        charger.connectors().forEach(connector -> connector.build(fixedCable));
        resize(settings.connectors());
    }

    /** Counts the energy to the end, and leaves no connection that nobody can cut or free any more. */
    @Deactivate
    void deactivate() throws IOException {
        services.withdrawAll();
        network.set(true, NetworkGate.Mode.CLOSE);
        charger.connectors().forEach(Connector::state);
    }

    private static Path folder(BundleContext context) {
        String home = context.getProperty("gatewatt.home");
        return home == null ? context.getDataFile("bench").toPath() : Path.of(home, "bench");
    }

    private void publish(Bench bench) {
        services.publish("clock", Clock.class, bench.clock(), Map.of("gatewatt.clock", "wall"));
        services.publish("network", ClientConnector.class, new Connections(bench.network()), Map.of());
        services.publish("charger", VirtualCharger.class, charger, Map.of());
        for (Reader reader : charger.readers()) {
            services.publish(
                    "reader" + reader.number(),
                    VirtualReader.class,
                    reader,
                    Map.of(VirtualReader.NUMBER, reader.number()));
        }
        for (String what : List.of("local-list-write-fails", "firmware-install-fails")) {
            BooleanSupplier flag = () -> bench.injections().on(what);
            services.publish(what, BooleanSupplier.class, flag, Map.of(INJECT, what));
        }
        services.publish(
                "rest",
                Servlet.class,
                new BenchServlet(bench),
                Map.of("osgi.http.whiteboard.servlet.pattern", "/bench/*"));
    }

    private synchronized void resize(int wanted) {
        List<Connector> before = charger.connectors();
        charger.resize(Math.max(1, Math.min(wanted, MOST_CONNECTORS)));
        List<Connector> now = charger.connectors();
        before.stream().filter(connector -> !now.contains(connector)).forEach(connector -> {
            services.withdraw("connector" + connector.number());
            services.withdraw("lock" + connector.number());
            connector.offer(0, 1);
        });
        for (Connector connector : now) {
            if (!before.contains(connector)) {
                connector.onChange(() -> changed(connector));
            }
            services.publish("connector" + connector.number(), VirtualConnector.class, connector, number(connector));
            lock(connector);
        }
    }

    /** Hints come from device lanes too, which must not wait for services to come and go. */
    private void changed(Connector connector) {
        if (fitted(connector) != services.has("lock" + connector.number())) {
            lock(connector);
        }
    }

    private boolean fitted(Connector connector) {
        return connector.state().memory().lock() != LockBehaviour.NONE
                && charger.connectors().contains(connector);
    }

    /** A fixed cable has no lock, so there is no service of one. */
    private synchronized void lock(Connector connector) {
        if (fitted(connector)) {
            services.publish("lock" + connector.number(), VirtualLock.class, connector, number(connector));
        } else {
            services.withdraw("lock" + connector.number());
        }
    }

    private static Map<String, Integer> number(Connector connector) {
        return Map.of(VirtualConnector.NUMBER, connector.number());
    }

    /** Each client gets a connector of its own, for it starts and stops it. */
    private record Connections(NetworkGate gate) implements PrototypeServiceFactory<ClientConnector> {

        @Override
        public ClientConnector getService(Bundle bundle, ServiceRegistration<ClientConnector> registration) {
            return new GatedClientConnector(gate);
        }

        @Override
        public void ungetService(
                Bundle bundle, ServiceRegistration<ClientConnector> registration, ClientConnector service) {
            // Whoever took it has stopped it.
        }
    }
}
