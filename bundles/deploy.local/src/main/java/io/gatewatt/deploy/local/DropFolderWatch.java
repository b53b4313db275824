// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.deploy.local;

import io.gatewatt.deploy.Deployment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the drop folder, {@code deploy} in the home, each second. The first look is done within the start of this bundle, which starts before the
 * station: drivers that lie there are there when it looks for them.
 */
@Component(service = {})
public final class DropFolderWatch {

    private static final Logger LOG = LoggerFactory.getLogger(DropFolderWatch.class);
    private static final long BETWEEN_MILLIS = 1000;

    private final DropFolder folder;
    private final CountDownLatch end = new CountDownLatch(1);
    private String told = "";

    /** @throws IOException when what came of the files before cannot be read */
    @Activate
    public DropFolderWatch(BundleContext context, @Reference Deployment deployment) throws IOException {
        Path home = Path.of(Objects.requireNonNullElse(context.getProperty("gatewatt.home"), "."));
        DropMemory memory = new DropMemory(home.resolve("drivers").resolve("drop-folder"));
        folder = new DropFolder(home.resolve("deploy"), home.resolve("trust"), memory, deployment);
        look();
        Thread thread = new Thread(this::watch, "drop-folder");
        thread.setDaemon(true);
        thread.start();
    }

    /** Does not wait: an exchange that is under way ends in order, and is whole if the process ends before. */
    @Deactivate
    void deactivate() {
        end.countDown();
    }

    private void watch() {
        try {
            while (!end.await(BETWEEN_MILLIS, TimeUnit.MILLISECONDS)) {
                look();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        try {
            folder.look();
            told = "";
        } catch (IOException | UncheckedIOException | IllegalStateException e) {
            if (!told.equals(e.toString())) {
                told = e.toString();
                LOG.warn("the drop folder cannot be looked at: {}", told);
            }
        }
    }
}
