// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.itests.hotswap.parts;

import io.gatewatt.driver.FaultSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/**
 * Activator of a driver that makes restarts hard. Header {@code Driver-Behaviour} says how: {@code start-fails-once}, the second start in a
 * process, or {@code stop-hangs}.
 */
public final class Stubborn implements BundleActivator {

    private static final String STARTS = "gatewatt.itests.stubborn.starts";

    @Override
    public void start(BundleContext context) {
        int before = Integer.getInteger(STARTS, 0);
        System.setProperty(STARTS, Integer.toString(before + 1));
        if (before == 1 && behaves(context, "start-fails-once")) {
            throw new IllegalStateException("the port is still busy");
        }
        context.registerService(FaultSource.class, (FaultSource) List::of, null);
        System.err.println("a stubborn driver has started");
    }

    @Override
    public void stop(BundleContext context) throws InterruptedException {
        if (behaves(context, "stop-hangs")) {
            new CountDownLatch(1).await();
        }
    }

    private static boolean behaves(BundleContext context, String how) {
        return how.equals(context.getBundle().getHeaders("").get("Driver-Behaviour"));
    }
}
