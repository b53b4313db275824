// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.process;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/**
 * Ends the process when the one that started it is gone, so that no station runs on unseen with its home locked. Only with framework
 * property
 * {@code gatewatt.supervisor}, the id of that process. It is told, not asked for here: had it died by now, the parent would be somebody
 * else.
 */
@Component(
        service = {},
        immediate = true)
public final class SupervisorWatch {

    private final CompletableFuture<?> gone;

    /** Watches from now on. */
    @Activate
    public SupervisorWatch(BundleContext context) {
        gone = Optional.ofNullable(context.getProperty("gatewatt.supervisor"))
                .map(Long::valueOf)
                .map(SupervisorWatch::end)
                .orElseGet(CompletableFuture::new);
    }

    private static CompletableFuture<?> end(long pid) {
        OrderlyExit exit = OrderlyExit.ofThisProcess();
        return ProcessHandle.current()
                .parent()
                .filter(parent -> parent.pid() == pid)
                .map(ProcessHandle::onExit)
                .orElseGet(() -> CompletableFuture.completedFuture(null))
                .thenAccept(end -> exit.leave(0, "the supervisor, process " + pid + ", is gone"));
    }

    @Deactivate
    void stop() {
        gone.cancel(false);
    }
}
