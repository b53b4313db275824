// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.deploy.engine;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.List;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.wiring.BundleWire;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.framework.wiring.FrameworkWiring;

/** Whether a bundle fits this station: asked before anything that runs is touched. */
final class Trial {

    private final BundleContext context;
    private final Journal journal;
    private final Gatekeeper gatekeeper;

    Trial(BundleContext context, Journal journal, Gatekeeper gatekeeper) {
        this.context = context;
        this.journal = journal;
        this.gatekeeper = gatekeeper;
    }

    /**
     * Checks that it may take the place of the one that is there.
     *
     * @param newer how its version compares with the old one's
     */
    void successor(Bundle old, BundleFile found, int newer) throws RefusedException {
        if (newer < 0) {
            throw new RefusedException(
                    "version " + old.getVersion()
                            + " runs, and a downgrade may bring back what was mended; to go back to a version that ran here, roll back");
        }
        if (newer == 0) {
            throw new RefusedException(
                    "another bundle of the same version runs; raise the version, so that nobody mistakes one for the other");
        }
        if (old.equals(context.getBundle())) {
            throw new RefusedException("it is the part of the station that deploys; it comes with a new distribution");
        }
        BundleWiring wiring = old.adapt(BundleWiring.class);
        if (wiring != null) {
            for (BundleWire wire : wiring.getProvidedWires(null)) {
                Bundle user = wire.getRequirer().getBundle();
                if (!user.equals(old)) {
                    throw new RefusedException(user.getSymbolicName()
                            + " hangs from it and would have to start again with it; it comes with a new distribution");
                }
            }
        }
        if (old.getLocation().startsWith(Gatekeeper.DISTRIBUTION)
                && !(found.name().contains(".driver.") || found.name().contains(".profile."))) {
            throw new RefusedException(
                    "it is part of the station itself, no driver and no profile; it comes with a new distribution");
        }
    }

    /**
     * Installs the kept file beside what is there, and has the framework resolve it. Nothing of it runs yet.
     *
     * @param old null when there is none
     * @throws RefusedException when it cannot resolve; then it is gone again
     */
    Bundle install(BundleFile found, Bundle old) throws RefusedException, IOException {
        String location = Places.location(found.name(), found.version());
        if (context.getBundle(location) != null) {
            throw new RefusedException(
                    "an earlier try of this version still hangs; restart the station, or raise the version");
        }
        Bundle fresh = null;
        try (InputStream jar = Files.newInputStream(journal.jar(found.name(), found.version()))) {
            fresh = context.installBundle(location, jar);
            gatekeeper.known(fresh, found.signer());
            fresh.adapt(BundleStartLevel.class)
                    .setStartLevel(
                            old == null
                                    ? Gatekeeper.START_LEVEL
                                    : Math.max(
                                            Gatekeeper.START_LEVEL,
                                            old.adapt(BundleStartLevel.class).getStartLevel()));
            FrameworkWiring wiring =
                    context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).adapt(FrameworkWiring.class);
            if (wiring.resolveBundles(List.of(fresh))) {
                return fresh;
            }
            throw new RefusedException("it cannot work here: " + Requirements.missing(fresh, wiring));
        } catch (RefusedException | IOException e) {
            gone(fresh);
            throw e;
        } catch (BundleException e) {
            gone(fresh);
            throw new RefusedException("the framework does not take it: " + Fence.words(e), e);
        }
    }

    private static void gone(Bundle fresh) {
        try {
            if (fresh != null) {
                fresh.uninstall();
            }
        } catch (BundleException | IllegalStateException e) {
            // It goes at the next start: the journal does not know it.
        }
    }
}
