// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.deploy.engine;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls into bundles that may hang or throw anything: on a thread of their own, behind a deadline. A thread that does not come back is given up and
 * counted; when too many hang, nothing is called any more, so that a broken driver cannot fill the station with threads.
 */
final class Fence {

    /** Most threads that may hang at a time. */
    static final int MOST = 8;

    private static final Logger LOG = LoggerFactory.getLogger(Fence.class);
    /** How long an interrupted call may take to clear up, ms. */
    private static final long GRACE = 1_000;

    private final AtomicInteger hanging = new AtomicInteger();

    /** A step in the life of a bundle. */
    interface Step {

        void take() throws Exception;
    }

    /**
     * The result of a call within its deadline.
     *
     * @param what is called, in words that go on with "failed"
     * @throws FailedException when it threw, took too long, or too many calls hang already
     */
    <T> T call(String what, long millis, Callable<T> call) throws FailedException {
        CompletableFuture<T> result = new CompletableFuture<>();
        run(what, millis, () -> result.complete(call.call()), () -> {});
        return result.join();
    }

    /**
     * Takes a step within its deadline.
     *
     * @param late what is done, on the same thread, when the step ends after it was given up
     * @throws FailedException when it threw, took too long, or too many calls hang already
     */
    void run(String what, long millis, Step step, Step late) throws FailedException {
        if (hanging.get() >= MOST) {
            throw new FailedException(MOST + " calls into drivers hang already; restart the station to be rid of them");
        }
        CompletableFuture<Void> end = new CompletableFuture<>();
        AtomicBoolean settled = new AtomicBoolean();
        CompletableFuture<Void> gone = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        step.take();
                        end.complete(null);
                    } catch (Throwable e) { // NOPMD: anybody's code runs here
                        end.completeExceptionally(e);
                    }
                    if (!settled.compareAndSet(false, true)) {
                        clearUp(what, late);
                    }
                    gone.complete(null);
                },
                "deploy " + what);
        thread.setDaemon(true);
        thread.start();
        try {
            end.get(Math.max(millis, 1), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new FailedException(what + " failed: " + words(e.getCause()), e.getCause());
        } catch (TimeoutException e) {
            if (settled.compareAndSet(false, true)) {
                hanging.incrementAndGet();
                var unused = gone.thenRun(hanging::decrementAndGet);
                thread.interrupt();
                boolean left = within(gone);
                throw new FailedException(
                        what + " did not end within " + millis + " ms"
                                + (left ? "" : " and still hangs; what it holds is free after the next start"),
                        e);
            }
            // It ended just now.
            if (end.isCompletedExceptionally()) {
                throw new FailedException(what + " failed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FailedException(what + " was interrupted", e);
        }
    }

    /** How many calls hang now. */
    int hanging() {
        return hanging.get();
    }

    private static boolean within(CompletableFuture<Void> gone) {
        try {
            gone.get(GRACE, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException | ExecutionException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void clearUp(String what, Step late) {
        try {
            Thread.interrupted();
            late.take();
        } catch (Throwable e) { // NOPMD: anybody's code runs here
            LOG.warn("{} ended at last, and clearing up after it failed: {}", what, words(e));
        }
    }

    /** The innermost reason in words; the framework's own wrappings say nothing. */
    static String words(Throwable e) {
        Throwable inner = e;
        while (inner.getCause() != null && inner.getCause() != inner) {
            inner = inner.getCause();
        }
        return inner.getMessage() == null
                ? inner.getClass().getSimpleName()
                : inner instanceof RuntimeException || inner instanceof Error
                        ? inner.getClass().getSimpleName() + ": " + inner.getMessage()
                        : inner.getMessage();
    }
}
