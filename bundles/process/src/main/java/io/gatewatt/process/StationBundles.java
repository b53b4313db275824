// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.process;

import io.gatewatt.ocpp.CentralSystem;
import io.gatewatt.station.Station;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;

/**
 * The bundles of a station, known by what they offer: the drivers, the station, the connection to the central system. All profiles hang
 * from the last two by their references, so they go and come with them.
 */
final class StationBundles {

    private static final String DRIVER = "io.gatewatt.driver.";
    private static final long SERVICE_MILLIS = 15_000;

    private final BundleContext context;
    private final Set<Bundle> drivers = new LinkedHashSet<>();
    private final Set<Bundle> station = new LinkedHashSet<>();
    private final Set<Bundle> connection = new LinkedHashSet<>();

    StationBundles(BundleContext context) {
        this.context = context;
    }

    /**
     * Stops them from the wire down to the hardware and starts them in the other direction: nobody talks to a station that is not there, and
     * the devices are there when the station looks for them. For this run only: what starts with the framework is not changed.
     *
     * @throws BundleException when one does not stop or start
     * @throws IllegalStateException when a service does not come back
     */
    void restart() throws BundleException, InterruptedException {
        look();
        List<Bundle> all = new ArrayList<>(connection);
        all.addAll(station);
        all.addAll(drivers);
        for (Bundle bundle : all) {
            bundle.stop(Bundle.STOP_TRANSIENT);
        }
        start(drivers);
        start(station);
        await(Station.class);
        start(connection);
        await(CentralSystem.class);
    }

    /** Who offers what now; an earlier attempt may have left somebody stopped, so what was known stays known. */
    private void look() {
        try {
            ServiceReference<?>[] all = context.getAllServiceReferences(null, null);
            for (ServiceReference<?> service : all == null ? new ServiceReference<?>[0] : all) {
                sort(service.getBundle(), (String[]) service.getProperty(Constants.OBJECTCLASS));
            }
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
        Bundle own = FrameworkUtil.getBundle(StationBundles.class);
        for (Set<Bundle> set : List.of(drivers, station, connection)) {
            set.removeIf(bundle -> bundle == own || bundle.getState() == Bundle.UNINSTALLED);
        }
    }

    private void sort(Bundle bundle, String... classes) {
        if (bundle == null) {
            return;
        }
        List<String> offered = Arrays.asList(classes);
        if (offered.contains(CentralSystem.class.getName())) {
            connection.add(bundle);
        } else if (offered.contains(Station.class.getName())) {
            station.add(bundle);
        } else if (offered.stream().anyMatch(name -> name.startsWith(DRIVER))) {
            drivers.add(bundle);
        }
    }

    private static void start(Set<Bundle> bundles) throws BundleException {
        for (Bundle bundle : bundles) {
            bundle.start(Bundle.START_TRANSIENT);
        }
    }

    private void await(Class<?> service) throws InterruptedException {
        ServiceTracker<Object, Object> tracker = new ServiceTracker<>(context, service.getName(), null);
        tracker.open();
        try {
            if (tracker.waitForService(SERVICE_MILLIS) == null) {
                throw new IllegalStateException(service.getSimpleName() + " did not come back");
            }
        } finally {
            tracker.close();
        }
    }
}
