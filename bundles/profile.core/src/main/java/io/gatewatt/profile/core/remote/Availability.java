// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.profile.core.remote;

import io.gatewatt.loop.Loop;
import io.gatewatt.loop.Row;
import io.gatewatt.loop.Table;
import io.gatewatt.station.Station;
import io.gatewatt.station.StatusFacet;
import java.util.HashSet;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Which connectors the central system has taken out of service, 0 being the station. Kept over restarts. Only on the loop. */
@Component(service = {Availability.class, StatusFacet.class})
public final class Availability implements StatusFacet {

    static final String TABLE = "core_availability";

    private final Loop loop;
    private final Set<Integer> inoperative = new HashSet<>();

    /** With what was kept. */
    @Activate
    public Availability(@Reference Loop loop, @Reference Station station) {
        this.loop = loop;
        loop.submit("load availability", () -> {
            table().all().keySet().forEach(key -> inoperative.add(Integer.valueOf(key)));
            station.refresh();
        });
    }

    @Override
    public boolean operative(int connector) {
        return !inoperative.contains(connector);
    }

    void set(int connector, boolean operative) {
        if (operative && inoperative.remove(connector)) {
            table().remove(Integer.toString(connector));
        } else if (!operative && inoperative.add(connector)) {
            table().put(
                            Integer.toString(connector),
                            Row.empty().with("since", loop.clock().instant()));
        }
    }

    private Table table() {
        return loop.store().table(TABLE);
    }
}
