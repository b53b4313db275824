// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.profile.core.status;

import io.gatewatt.loop.Loop;
import io.gatewatt.ocpp.CentralSystem;
import io.gatewatt.ocpp.Link;
import io.gatewatt.ocpp.LinkListener;
import io.gatewatt.profile.core.boot.Registered;
import io.gatewatt.profile.core.keys.Settings;
import io.gatewatt.station.StationListener;
import io.gatewatt.station.StationSnapshot;
import java.util.SortedMap;
import java.util.TreeMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Tells the central system the status of the station (connector 0) and of each connector. It lives while the station is registered: when
 * that begins nothing has been delivered yet, so every status goes out once, as OCPP wants it after an accepted BootNotification (errata
 * 3.22).
 */
@Component(
        service = {StatusNotifier.class, StationListener.class, LinkListener.class},
        property = Registered.REQUIRED)
public final class StatusNotifier implements StationListener, LinkListener {

    private final Loop loop;
    private final CentralSystem central;
    private final Settings settings;
    private final Runnable unsubscribe;
    private final SortedMap<Integer, StatusLane> lanes = new TreeMap<>();
    private boolean closed;

    /** With all it needs. */
    @Activate
    public StatusNotifier(@Reference Loop loop, @Reference CentralSystem central, @Reference Settings settings) {
        this.loop = loop;
        this.central = central;
        this.settings = settings;
        this.unsubscribe = settings.onChange(() -> lanes.values().forEach(StatusLane::reconsider));
    }

    @Deactivate
    void close() {
        unsubscribe.run();
        loop.submit("status reports end", () -> {
            closed = true;
            lanes.values().forEach(StatusLane::close);
        });
    }

    @Override
    public void changed(StationSnapshot before, StationSnapshot after) {
        if (closed) {
            return;
        }
        lane(0).show(Report.ofStation(after));
        after.connectors().forEach((number, connector) -> lane(number).show(Report.of(connector, after)));
    }

    @Override
    public void changed(Link link) {
        lanes.values().forEach(StatusLane::linkChanged);
    }

    /** Tells the present status of a connector at once, though it may be known. Only on the loop. */
    void tell(int connector) {
        lane(connector).tell();
    }

    /** Whether the central system knows every present status. Only on the loop. */
    public boolean settled() {
        return lanes.values().stream().allMatch(StatusLane::settled);
    }

    private StatusLane lane(int connector) {
        return lanes.computeIfAbsent(
                connector,
                n -> new StatusLane(n, loop, central, () -> settings.core().MinimumStatusDuration()));
    }
}
