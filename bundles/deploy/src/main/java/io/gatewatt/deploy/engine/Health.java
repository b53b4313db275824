// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.deploy.engine;

import io.gatewatt.driver.ConnectorController;
import io.gatewatt.driver.ConnectorLock;
import io.gatewatt.driver.Device;
import io.gatewatt.driver.EnergyMeter;
import io.gatewatt.driver.TokenReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/**
 * Whether a bundle does what the one before did: offers the same devices, and each of them answers. It never calls a device that the station uses, for a
 * driver is never called concurrently.
 */
final class Health {

    private static final String OURS = "io.gatewatt.";
    private static final String DRIVER = EnergyMeter.class.getPackageName() + ".";
    private static final long LOOK_MILLIS = 20;
    private static final long AGAIN_MILLIS = 200;

    private final BundleContext context;
    private final Fence fence;

    Health(BundleContext context, Fence fence) {
        this.context = context;
        this.fence = fence;
    }

    /**
     * Something a bundle offers to the station.
     *
     * @param kind interface of the service
     * @param device its device.id; empty when it is no device
     */
    record Offer(String kind, String device) implements Comparable<Offer> {

        private static final Comparator<Offer> ORDER =
                Comparator.comparing(Offer::device).thenComparing(Offer::kind);

        @Override
        public int compareTo(Offer other) {
            return ORDER.compare(this, other);
        }

        @Override
        public String toString() {
            String simple = kind.substring(kind.lastIndexOf('.') + 1);
            return device.isEmpty() ? simple : simple + " " + device;
        }

        /**
         * Whether an old and a new one may be there at the same time: the station uses one of them and passes over the other. Not so a reader, to whom
         * all listen, and what is no device: a card told twice, a call handled twice.
         */
        boolean shareable() {
            return !device.isEmpty() && kind.startsWith(DRIVER) && !kind.equals(TokenReader.class.getName());
        }
    }

    /** What this bundle offers now. */
    Set<Offer> offers(Bundle bundle) {
        Set<Offer> offers = new TreeSet<>();
        for (ServiceReference<?> service : services(bundle)) {
            add(offers, service);
        }
        return offers;
    }

    /** All devices that anybody offers now. */
    Set<Offer> station() {
        Set<Offer> offers = new TreeSet<>();
        for (ServiceReference<?> service : find("(" + Device.ID + "=*)")) {
            add(offers, service);
        }
        return offers;
    }

    /**
     * Waits until the bundle offers all of this and each of its devices has answered once.
     *
     * @param call whether its devices may be called, because the station still uses others
     * @throws FailedException saying what is missing at the deadline
     */
    void prove(Bundle bundle, Set<Offer> needed, boolean call, Deadline deadline) throws FailedException {
        while (true) {
            try {
                if (bundle.getState() != Bundle.ACTIVE) {
                    throw new FailedException("it did not stay active");
                }
                Set<Offer> missing = new TreeSet<>(needed);
                missing.removeAll(offers(bundle));
                if (!missing.isEmpty()) {
                    throw new FailedException("it does not offer " + words(missing) + ", which the version before did");
                }
                answers(bundle, call, deadline);
                return;
            } catch (FailedException e) {
                if (deadline.left() <= AGAIN_MILLIS) {
                    throw e;
                }
                pause(call ? AGAIN_MILLIS : LOOK_MILLIS);
            }
        }
    }

    /** Waits until all of this is offered by somebody. */
    void still(Set<Offer> needed, Deadline deadline) throws FailedException {
        while (true) {
            Set<Offer> missing = new TreeSet<>(needed);
            missing.removeAll(station());
            if (missing.isEmpty()) {
                return;
            }
            if (deadline.left() <= 0) {
                throw new FailedException("afterwards nobody offers " + words(missing));
            }
            pause(LOOK_MILLIS);
        }
    }

    static String words(Set<Offer> offers) {
        return String.join(", ", offers.stream().map(Offer::toString).toList());
    }

    private void answers(Bundle bundle, boolean call, Deadline deadline) throws FailedException {
        for (ServiceReference<?> service : services(bundle)) {
            if (service.getProperty(Device.ID) instanceof String id) {
                answers(service, id, call && !usedByOthers(service), deadline);
            }
        }
    }

    private void answers(ServiceReference<?> service, String id, boolean call, Deadline deadline)
            throws FailedException {
        Object device = fence.call("making " + id, deadline.left(), () -> context.getService(service));
        if (device == null) {
            throw new FailedException(id + " could not be made; the log says why");
        }
        try {
            if (!call) {
                return;
            }
            if (device instanceof EnergyMeter meter) {
                if (fence.call("reading " + id, deadline.left(), meter::read) == null) {
                    throw new FailedException("reading " + id + " gave nothing");
                }
            }
            if (device instanceof ConnectorController board) {
                if (fence.call("the report of " + id, deadline.left(), board::report) == null) {
                    throw new FailedException("the report of " + id + " gave nothing");
                }
            }
            if (device instanceof ConnectorLock lock) {
                fence.call("asking " + id, deadline.left(), lock::locked);
            }
        } finally {
            context.ungetService(service);
        }
    }

    private boolean usedByOthers(ServiceReference<?> service) {
        Bundle[] using = service.getUsingBundles();
        return using != null
                && Arrays.stream(using)
                        .anyMatch(bundle -> bundle != context.getBundle() && bundle != service.getBundle());
    }

    /** Those it registered, and those it made and registered through others. */
    private List<ServiceReference<?>> services(Bundle bundle) {
        List<ServiceReference<?>> all = find("(" + Device.DRIVER + "=" + bundle.getBundleId() + ")");
        try {
            ServiceReference<?>[] services = bundle.getRegisteredServices();
            all.addAll(services == null ? List.of() : Arrays.asList(services));
        } catch (IllegalStateException e) {
            // Uninstalled: it has none.
        }
        return all;
    }

    private List<ServiceReference<?>> find(String filter) {
        try {
            ServiceReference<?>[] found = context.getAllServiceReferences(null, filter);
            return new ArrayList<>(found == null ? List.of() : Arrays.asList(found));
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void add(Set<Offer> offers, ServiceReference<?> service) {
        String device = service.getProperty(Device.ID) instanceof String id ? id : "";
        for (String kind : (String[]) service.getProperty(Constants.OBJECTCLASS)) {
            if (kind.startsWith(OURS)) {
                offers.add(new Offer(kind, device));
            }
        }
    }

    private static void pause(long millis) throws FailedException {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FailedException("it was interrupted", e);
        }
    }
}
