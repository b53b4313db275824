// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.station.core;

import io.gatewatt.loop.Loop;
import io.gatewatt.station.StationModel;
import java.util.HexFormat;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.osgi.annotation.bundle.Capability;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/** Runs the station on the loop and offers it as a service; to the bundle's other components it is the way in. */
@Capability(namespace = "osgi.service", attribute = "objectClass:List<String>=io.gatewatt.station.Station")
@Component(service = StationComponent.class, immediate = true, configurationPid = StationSettings.PID)
@Designate(ocd = StationSettings.class)
public final class StationComponent {

    private final String version;
    private final Loop loop;
    private final StationUnit station;
    private final ServiceRegistrar registrar;

    /** Starts the station: what a power cut left open is closed as devices are polled; with their first reports it becomes a service. */
    @Activate
    public StationComponent(BundleContext context, @Reference Loop loop, StationSettings settings) {
        this.version = context.getBundle().getVersion().toString();
        this.loop = loop;
        this.station = new StationUnit(loop, model(settings), Lanes::daemon, this::newKey);
        this.registrar = new ServiceRegistrar(context, station);
        loop.submit("station start", () -> station.start(registrar::open));
    }

    /** Takes changed settings. */
    @Modified
    void modified(StationSettings settings) {
        StationModel model = model(settings);
        post("station settings", unit -> unit.settings(model));
    }

    /** Lets go of the devices; transactions stay in the journal. */
    @Deactivate
    void close() {
        registrar.close();
        post("station stop", StationUnit::close);
    }

    /** Does something to the station, on the loop. From any thread. */
    void post(String name, Consumer<StationUnit> task) {
        loop.submit(name, () -> task.accept(station));
    }

    private StationModel model(StationSettings settings) {
        String firmware = settings.firmware().isBlank() ? version : settings.firmware();
        return new StationModel(
                settings.vendor(),
                settings.model(),
                settings.serial(),
                firmware,
                Math.max(1, Math.min(64, settings.connectors())),
                settings.fixedCable(),
                settings.maxCurrent(),
                settings.nominalVoltage());
    }

    /** Time first, so that keys sort by it; the rest by chance. */
    private String newKey() {
        Random random = ThreadLocalRandom.current();
        return HexFormat.of().toHexDigits(loop.clock().millis()).substring(4) + "-"
                + HexFormat.of().toHexDigits(random.nextInt());
    }
}
