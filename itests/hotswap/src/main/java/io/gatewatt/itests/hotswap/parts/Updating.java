// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.itests.hotswap.parts;

import java.io.IOException;
import java.util.Arrays;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;

/** Activator of a bundle that updates the one that its header {@code Driver-Updates} names, on a thread of its own, with the jar that it brings. */
public final class Updating implements BundleActivator {

    /** Where the jar lies in the bundle. */
    public static final String FILE = "new.jar";

    @Override
    public void start(BundleContext context) {
        String name = context.getBundle().getHeaders("").get("Driver-Updates");
        Bundle old = Arrays.stream(context.getBundles())
                .filter(bundle -> name.equals(bundle.getSymbolicName()))
                .findFirst()
                .orElseThrow();
        new Thread(() -> update(old, context.getBundle()), "update").start();
    }

    private static void update(Bundle old, Bundle own) {
        try {
            old.update(own.getEntry(FILE).openStream());
        } catch (BundleException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void stop(BundleContext context) {
        // It has done what it came for.
    }
}
