// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.station.core;

import io.gatewatt.driver.ConnectorController;
import io.gatewatt.driver.ConnectorLock;
import io.gatewatt.driver.EnergyMeter;
import java.util.function.Function;

/** The places at a connector that devices fit into. */
final class Ports {

    static final Bindings.Port<EnergyMeter> METER = port(unit -> unit.meter().slot());
    static final Bindings.Port<ConnectorController> CONTROLLER =
            port(unit -> unit.controller().slot());
    static final Bindings.Port<ConnectorLock> LOCK = port(unit -> unit.lock().slot());

    private Ports() {}

    private static <D> Bindings.Port<D> port(Function<ConnectorUnit, DeviceSlot<D>> slot) {
        return (unit, device, comes) -> {
            if (comes) {
                slot.apply(unit).bind(device);
            } else {
                slot.apply(unit).unbind(device);
            }
        };
    }
}
