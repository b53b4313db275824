// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.driver.simulated;

import io.gatewatt.bench.VirtualConnector;
import io.gatewatt.bench.VirtualLock;
import io.gatewatt.bench.VirtualReader;
import io.gatewatt.driver.ConnectorController;
import io.gatewatt.driver.ConnectorLock;
import io.gatewatt.driver.Device;
import io.gatewatt.driver.EnergyMeter;
import io.gatewatt.driver.StopButton;
import io.gatewatt.driver.TokenReader;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.annotation.bundle.Capability;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** Registers the drivers of each virtual device while it is there. */
@Capability(
        namespace = "osgi.service",
        attribute =
                "objectClass:List<String>=\"io.gatewatt.driver.ConnectorController,io.gatewatt.driver.ConnectorLock,"
                        + "io.gatewatt.driver.EnergyMeter,io.gatewatt.driver.StopButton,io.gatewatt.driver.TokenReader\"")
@Component(service = {})
public final class SimulatedConnectors {

    private final BundleContext context;
    private final Map<Object, List<ServiceRegistration<?>>> drivers = new ConcurrentHashMap<>();

    /** @param context where the drivers are registered */
    @Activate
    public SimulatedConnectors(BundleContext context) {
        this.context = context;
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addConnector(VirtualConnector device) {
        int n = device.number();
        drivers.put(
                device,
                List.of(
                        register(EnergyMeter.class, new SimulatedMeter(device), "meter", n, VirtualConnector.NUMBER),
                        register(
                                ConnectorController.class,
                                new SimulatedController(device),
                                "controller",
                                n,
                                VirtualConnector.NUMBER),
                        register(
                                StopButton.class,
                                new SimulatedStopButton(device),
                                "button",
                                n,
                                VirtualConnector.NUMBER)));
    }

    void removeConnector(VirtualConnector device) {
        withdraw(device);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addLock(VirtualLock device, Map<String, Object> properties) {
        int n = (Integer) properties.get(VirtualConnector.NUMBER);
        SimulatedLock lock = new SimulatedLock(device);
        drivers.put(lock, List.of(register(ConnectorLock.class, lock, "lock", n, VirtualConnector.NUMBER)));
    }

    void removeLock(VirtualLock device) {
        withdraw(new SimulatedLock(device));
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addReader(VirtualReader device, Map<String, Object> properties) {
        int n = (Integer) properties.get(VirtualReader.NUMBER);
        drivers.put(
                device,
                List.of(register(TokenReader.class, new SimulatedReader(device), "reader", n, VirtualReader.NUMBER)));
    }

    void removeReader(VirtualReader device) {
        withdraw(device);
    }

    private <S> ServiceRegistration<S> register(Class<S> type, S driver, String device, int number, String numbered) {
        return context.registerService(
                type,
                driver,
                new Hashtable<>(
                        Map.of(Device.ID, device + number, Device.KIND, "virtual " + device, numbered, number)));
    }

    private void withdraw(Object device) {
        drivers.remove(device).forEach(ServiceRegistration::unregister);
    }
}
