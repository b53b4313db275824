// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.driver.modbusmeter;

import io.gatewatt.driver.DeviceException;
import io.gatewatt.driver.EnergyMeter;
import java.util.Dictionary;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One configuration on one bundle that holds its map: the meter's service, registered through that bundle, so that the service comes and goes with
 * the map. A meter that must be asked who it is gets its service when it has answered; until then a thread asks.
 */
final class Post implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Post.class);
    private static final long FIRST_PAUSE_MILLIS = 500;
    private static final long LONGEST_PAUSE_MILLIS = 30_000;
    private static final long LEAVE_MILLIS = 5_000;

    private final ModbusMeter meter;
    private final BundleContext context;
    private final Dictionary<String, ?> properties;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicReference<ServiceRegistration<EnergyMeter>> service = new AtomicReference<>();
    private final Thread asking;

    /** @param context of the bundle that holds the map */
    Post(String name, ModbusMeter meter, BundleContext context, Dictionary<String, ?> properties) {
        this.meter = meter;
        this.context = context;
        this.properties = properties;
        this.asking = new Thread(() -> ask(name), "asking " + name);
        asking.setDaemon(true);
    }

    /** Registers the meter, now or when it has answered. */
    void open() {
        if (meter.mustBeAsked()) {
            asking.start();
        } else {
            register();
        }
    }

    private void ask(String name) {
        long pause = FIRST_PAUSE_MILLIS;
        String told = "";
        try {
            do {
                try {
                    meter.introduce();
                    LOG.info("{} is {}", name, meter.identity());
                    register();
                    return;
                } catch (DeviceException e) {
                    if (!told.equals(e.getMessage())) {
                        told = e.getMessage();
                        LOG.warn("{} does not say who it is, and waits until it does: {}", name, told);
                    }
                }
                pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
            } while (!closed.await(pause, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            // Closed.
        } catch (IllegalStateException e) {
            LOG.debug("{}: the bundle of the map has left", name, e);
        }
    }

    private void register() {
        service.set(context.registerService(EnergyMeter.class, meter, properties));
        if (closed.getCount() == 0) {
            withdraw();
        }
    }

    private void withdraw() {
        ServiceRegistration<EnergyMeter> registration = service.getAndSet(null);
        if (registration != null) {
            registration.unregister();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        asking.interrupt();
        withdraw();
        try {
            asking.join(LEAVE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
