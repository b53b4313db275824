// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.process;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends the process: in good order, or without it when that takes too long. The first call counts. */
final class OrderlyExit {

    /** How long an orderly end may take. */
    static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(OrderlyExit.class);

    private final AtomicBoolean leaving = new AtomicBoolean();
    private final Executor own;
    private final Executor later;
    private final IntConsumer exit;
    private final IntConsumer halt;

    /**
     * An exit made of these parts.
     *
     * @param own runs a task on a thread of its own
     * @param later runs a task when the patience is over
     * @param exit ends in good order; does not return
     * @param halt ends at once
     */
    OrderlyExit(Executor own, Executor later, IntConsumer exit, IntConsumer halt) {
        this.own = own;
        this.later = later;
        this.exit = exit;
        this.halt = halt;
    }

    /** The exit of this process. */
    static OrderlyExit ofThisProcess() {
        // A thread of its own, because the end stops the very bundle, and the loop, that may have asked for it.
        return new OrderlyExit(
                task -> new Thread(task, "gatewatt-exit").start(),
                CompletableFuture.delayedExecutor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS),
                System::exit,
                Runtime.getRuntime()::halt);
    }

    /** Begins to end. Returns at once. */
    void leave(int code, String why) {
        if (!leaving.compareAndSet(false, true)) {
            return;
        }
        LOG.info("the process ends with exit code {}: {}", code, why);
        later.execute(() -> {
            LOG.error("the process did not end in good order within {} s; it is cut off", PATIENCE.toSeconds());
            halt.accept(code);
        });
        own.execute(() -> exit.accept(code));
    }
}
