package io.gatewatt.process;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/**
 * Ends the process when the one that started it is gone, so that no station runs on unseen with its home locked. Only with framework property
 * {@code gatewatt.supervised=true}.
 */
@Component(service = {}, immediate = true)
public final class SupervisorWatch {

    private final OrderlyExit exit = OrderlyExit.ofThisProcess();
    private final CompletableFuture<?> gone;

    /** Watches from now on. */
    @Activate
    public SupervisorWatch(BundleContext context) {
        Optional<ProcessHandle> supervisor = Boolean.parseBoolean(context.getProperty("gatewatt.supervised"))
                ? ProcessHandle.current().parent()
                : Optional.empty();
        gone = supervisor
                .map(parent -> parent.onExit().thenAccept(end -> exit.leave(0, "the supervisor, process " + parent.pid() + ", is gone")))
                .orElseGet(CompletableFuture::new);
    }

    @Deactivate
    void stop() {
        gone.cancel(false);
    }
}
