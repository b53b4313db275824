// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.station.core;

import io.gatewatt.station.Station;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;

/** Registers the station once it is ready, on a thread of its own: whoever waits for it is activated there, not on the loop. */
final class ServiceRegistrar {

    private final BundleContext context;
    private final Station station;
    /** Guarded by this, as is {@link #closed}: opened on one thread, closed on another. */
    private ServiceRegistration<Station> registration;

    private boolean closed;

    ServiceRegistrar(BundleContext context, Station station) {
        this.context = context;
        this.station = station;
    }

    /** From any thread; returns at once. */
    void open() {
        Thread thread = new Thread(this::register, "station-service");
        thread.setDaemon(true);
        thread.start();
    }

    private void register() {
        ServiceRegistration<Station> mine;
        synchronized (this) {
            if (closed) {
                return;
            }
        }
        mine = context.registerService(Station.class, station, null);
        boolean late;
        synchronized (this) {
            late = closed;
            registration = mine;
        }
        if (late) {
            mine.unregister();
        }
    }

    /** Takes the service away. */
    void close() {
        ServiceRegistration<Station> mine;
        synchronized (this) {
            closed = true;
            mine = registration;
        }
        if (mine != null) {
            mine.unregister();
        }
    }
}
