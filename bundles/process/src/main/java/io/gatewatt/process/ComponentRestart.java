// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.process;

import io.gatewatt.station.ComponentControl;
import io.gatewatt.station.ProcessControl;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Restarts the station's components by stopping and starting their bundles; on a thread of its own, because those who ask for it are among
 * them. When that fails, or hangs, the process is the last resort.
 */
@Component
public final class ComponentRestart implements ComponentControl {

    /** How long one attempt may take: devices have 3 s to report, and a start of the bundles is done in less than one. */
    static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final Logger LOG = LoggerFactory.getLogger(ComponentRestart.class);

    private final AtomicBoolean underWay = new AtomicBoolean();
    private final Attempt attempt;
    private final ProcessControl process;
    private final Duration patience;

    /** One attempt. */
    interface Attempt {

        /** Stops and starts all; fails when something does not come back. */
        void run() throws Exception;
    }

    /** Restarts what is installed in this framework. */
    @Activate
    public ComponentRestart(BundleContext context, @Reference ProcessControl process) {
        this(new StationBundles(context)::restart, process, PATIENCE);
    }

    ComponentRestart(Attempt attempt, ProcessControl process, Duration patience) {
        this.attempt = attempt;
        this.process = process;
        this.patience = patience;
    }

    @Override
    public void restart(String why, int retries) {
        if (underWay.compareAndSet(false, true)) {
            Thread thread = new Thread(() -> attempts(why, retries), "component-restart");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private void attempts(String why, int retries) {
        try {
            for (int left = retries; left >= 0; left--) {
                LOG.info("the station's components start again: {}", why);
                if (succeeds()) {
                    return;
                }
            }
            LOG.error("the station's components do not start again; the process does");
            process.restart(why);
        } catch (TimeoutException e) {
            // Another attempt would wait for the first.
            LOG.error("the restart of the station's components hangs; the process starts again");
            process.restart(why);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            underWay.set(false);
        }
    }

    private boolean succeeds() throws TimeoutException, InterruptedException {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        attempt.run();
                        done.complete(null);
                    } catch (Throwable e) { // NOPMD: bundles run here
                        done.completeExceptionally(e);
                    }
                },
                "component-restart-attempt");
        thread.setDaemon(true);
        thread.start();
        try {
            done.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (ExecutionException e) {
            LOG.error("the station's components did not start again", e.getCause());
            return false;
        }
    }
}
