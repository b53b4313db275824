// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.driver.simulated;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gatewatt.bench.VirtualLock;
import io.gatewatt.bench.VirtualReader;
import io.gatewatt.driver.Device;
import java.lang.reflect.Proxy;
import java.util.Dictionary;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;

class SimulatedConnectorsTest {

    private final Set<String> services = new TreeSet<>();
    private final SimulatedConnectors connectors = new SimulatedConnectors(context());

    @Test
    void driversAreThereWhileTheirDeviceIs() {
        FakeConnector connector = new FakeConnector();
        VirtualLock lock = (VirtualLock) fake(VirtualLock.class);
        VirtualReader reader = sink -> () -> {};
        connectors.addConnector(connector);
        connectors.addLock(lock, Map.of("connector", 7));
        connectors.addReader(reader, Map.of("reader", 1));
        assertEquals(
                Set.of(
                        "EnergyMeter meter7 connector=7",
                        "ConnectorController controller7 connector=7",
                        "StopButton button7 connector=7",
                        "ConnectorLock lock7 connector=7",
                        "TokenReader reader1 connector=null"),
                services);
        connectors.removeLock(lock);
        connectors.removeConnector(connector);
        assertEquals(Set.of("TokenReader reader1 connector=null"), services);
        connectors.removeReader(reader);
        assertEquals(Set.of(), services);
    }

    private BundleContext context() {
        return (BundleContext) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {BundleContext.class}, (proxy, call, arguments) -> {
                    Dictionary<?, ?> properties = (Dictionary<?, ?>) arguments[2];
                    String name = ((Class<?>) arguments[0]).getSimpleName() + " " + properties.get(Device.ID)
                            + " connector=" + properties.get("connector");
                    services.add(name);
                    return Proxy.newProxyInstance(
                            getClass().getClassLoader(),
                            new Class<?>[] {ServiceRegistration.class},
                            (registration, unregister, none) -> {
                                services.remove(name);
                                return null;
                            });
                });
    }

    private static Object fake(Class<?> type) {
        return Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, call, arguments) -> switch (call.getName()) {
                    case "equals" -> proxy == arguments[0];
                    case "hashCode" -> 1;
                    default -> null;
                });
    }
}
