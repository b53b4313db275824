// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.station.core;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/** Which devices are bound to which connector number, so that a connector added later finds its own. Only on the loop. */
final class Bindings {

    /** A place at a connector that devices of one kind fit into: takes the device, and whether it comes or goes. */
    @FunctionalInterface
    interface Port<D> {

        void plug(ConnectorUnit connector, D device, boolean comes);
    }

    private record Bound(int connector, Object device, Object port, BiConsumer<ConnectorUnit, Boolean> plug) {}

    private final List<Bound> all = new ArrayList<>();

    /** Notes a device. */
    <D> void add(int connector, Port<D> port, D device) {
        all.add(new Bound(connector, device, port, (unit, comes) -> port.plug(unit, device, comes)));
    }

    /** Forgets a device. */
    void remove(int connector, Port<?> port, Object device) {
        all.removeIf(bound -> bound.connector() == connector && bound.device() == device && bound.port() == port);
    }

    /** Gives a new connector all its devices, in the order they came. */
    void replay(ConnectorUnit unit) {
        all.stream()
                .filter(bound -> bound.connector() == unit.number())
                .forEach(bound -> bound.plug().accept(unit, true));
    }
}
