// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.bench.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatewatt.bench.model.Connector;
import io.gatewatt.bench.model.LockBehaviour;
import io.gatewatt.bench.model.Side;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.eclipse.jetty.io.ClientConnector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleContext;
import org.osgi.framework.PrototypeServiceFactory;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

class BenchComponentTest {

    @TempDir
    Path home;

    private final Map<String, Object> services = new TreeMap<>();
    private Dictionary<String, Object> store;

    private BenchComponent start(int connectors, boolean fixedCable) throws Exception {
        return new BenchComponent(context(), settings(connectors, fixedCable), admin());
    }

    private Set<String> named(String part) {
        Set<String> found = new TreeSet<>();
        services.keySet().stream().filter(name -> name.contains(part)).forEach(found::add);
        return found;
    }

    @Test
    void offersTheHardwareAndTheHooksAsServices() throws Exception {
        BenchComponent bench = start(2, false);
        assertEquals(
                Set.of(
                        "VirtualCharger {}",
                        "VirtualConnector {connector=1}",
                        "VirtualConnector {connector=2}",
                        "VirtualLock {connector=1}",
                        "VirtualLock {connector=2}",
                        "VirtualReader {reader=1}",
                        "Clock {gatewatt.clock=wall}",
                        "ClientConnector {}",
                        "BooleanSupplier {gatewatt.inject=local-list-write-fails}",
                        "BooleanSupplier {gatewatt.inject=firmware-install-fails}",
                        "Servlet {osgi.http.whiteboard.servlet.pattern=/bench/*}"),
                services.keySet());
        bench.deactivate();
        assertEquals(Set.of(), services.keySet());
    }

    @Test
    void connectorsComeAndGoAndTheOthersStay() throws Exception {
        BenchComponent bench = start(2, false);
        Object first = services.get("VirtualConnector {connector=1}");
        bench.modified(settings(3, false));
        assertEquals(3, named("VirtualConnector").size());
        bench.modified(settings(1, false));
        assertEquals(Set.of("VirtualConnector {connector=1}"), named("VirtualConnector"));
        assertEquals(Set.of("VirtualLock {connector=1}"), named("VirtualLock"));
        assertEquals(first, services.get("VirtualConnector {connector=1}"));
        bench.modified(settings(0, false));
        assertEquals(1, named("VirtualConnector").size());
    }

    @Test
    void aFixedCableHasNoLockUntilAPersonSaysSo() throws Exception {
        BenchComponent bench = start(1, true);
        assertEquals(Set.of(), named("VirtualLock"));
        bench.modified(settings(1, false));
        assertEquals(1, named("VirtualLock").size());
        Connector connector = (Connector) services.get("VirtualConnector {connector=1}");
        connector.lock(LockBehaviour.NONE);
        assertEquals(Set.of(), named("VirtualLock"));
        bench.modified(settings(1, true));
        connector.lock(LockBehaviour.UNLOCK_FAILS);
        assertEquals(1, named("VirtualLock").size());
    }

    @Test
    void theNextStartFindsTheCableWhereItWas() throws Exception {
        BenchComponent bench = start(1, false);
        ((Connector) services.get("VirtualConnector {connector=1}")).plug(Side.BOTH);
        bench.deactivate();
        start(1, false);
        assertTrue(((Connector) services.get("VirtualConnector {connector=1}"))
                .board()
                .pilot()
                .vehicle());
        assertTrue(Files.exists(home.resolve("bench/connector1.json")));
    }

    @Test
    void eachClientGetsAConnectorOfItsOwn() throws Exception {
        start(1, false);
        @SuppressWarnings("unchecked")
        PrototypeServiceFactory<ClientConnector> factory =
                (PrototypeServiceFactory<ClientConnector>) services.get("ClientConnector {}");
        assertNotSame(factory.getService(null, null), factory.getService(null, null));
    }

    @Test
    void theStoreIsFilledByItsConfigurationAndNeverFullAtTheStart() throws Exception {
        store = new Hashtable<>(Map.of(StoreLimit.MAX_PAGES, 1, "other", "kept"));
        start(1, false);
        assertEquals(0, store.get(StoreLimit.MAX_PAGES));
        StoreLimit limit = new StoreLimit(admin());
        limit.full(true);
        assertEquals(1, store.get(StoreLimit.MAX_PAGES));
        limit.full(false);
        assertEquals(0, store.get(StoreLimit.MAX_PAGES));
        assertEquals("kept", store.get("other"));
    }

    private static BenchComponent.Settings settings(int connectors, boolean fixedCable) {
        return Fakes.of(
                BenchComponent.Settings.class,
                (proxy, call, arguments) ->
                        call.getName().equals("connectors") ? (Object) connectors : (Object) fixedCable);
    }

    private BundleContext context() {
        return Fakes.of(BundleContext.class, (proxy, call, arguments) -> {
            if (call.getName().equals("getProperty")) {
                return home.toString();
            }
            String type = (String) arguments[0];
            String name = type.substring(type.lastIndexOf('.') + 1) + " " + arguments[2];
            services.put(name, arguments[1]);
            return Fakes.of(ServiceRegistration.class, (registration, unregister, none) -> {
                services.remove(name);
                return null;
            });
        });
    }

    private ConfigurationAdmin admin() {
        Configuration configuration = Fakes.of(Configuration.class, (proxy, call, arguments) -> {
            if (call.getName().equals("getProperties")) {
                return store;
            }
            @SuppressWarnings("unchecked")
            Dictionary<String, Object> updated = (Dictionary<String, Object>) arguments[0];
            store = updated;
            return null;
        });
        return Fakes.of(ConfigurationAdmin.class, (proxy, call, arguments) -> {
            assertEquals("loop.store", arguments[0]);
            assertEquals("?", arguments[1]);
            return configuration;
        });
    }
}
