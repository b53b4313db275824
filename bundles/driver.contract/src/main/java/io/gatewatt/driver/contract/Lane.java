// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.driver.contract;

import io.gatewatt.driver.DeviceException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Calls a driver as the station does: on a thread that is not the test's, with a deadline. */
final class Lane {

    /**
     * What came of a call.
     *
     * @param value what it answered; empty when it failed or answers nothing
     * @param failure in the device's words; null when it succeeded
     */
    record Outcome<T>(Optional<T> value, DeviceException failure) {

        boolean failed() {
            return failure != null;
        }
    }

    private final SimulatedDevice device;
    private final Duration deadline;

    Lane(SimulatedDevice device, Duration deadline) {
        this.device = device;
        this.deadline = deadline;
    }

    /**
     * Calls.
     *
     * @param when the circumstances, in words
     * @throws AssertionError when it takes too long or throws what it may not
     */
    <T> Outcome<T> call(String what, String when, Callable<T> call) {
        FutureTask<T> task = new FutureTask<>(call);
        Thread thread = new Thread(task, Threads.PEER + "lane");
        thread.setDaemon(true);
        Duration waited = device.waited();
        long from = System.nanoTime();
        thread.start();
        Outcome<T> outcome = outcome(what, when, task, thread);
        Duration took = device.waited().minus(waited).plusNanos(System.nanoTime() - from);
        if (took.compareTo(deadline) > 0) {
            throw late(
                    what, when, "it would take " + took.toMillis() + " ms, waiting for answers that do not come", "");
        }
        return outcome;
    }

    private <T> Outcome<T> outcome(String what, String when, FutureTask<T> task, Thread thread) {
        try {
            return new Outcome<>(Optional.ofNullable(task.get(deadline.toMillis(), TimeUnit.MILLISECONDS)), null);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof DeviceException failure) {
                if (failure.getMessage() == null || failure.getMessage().isBlank()) {
                    throw new AssertionError(
                            what + " threw a DeviceException without words " + when
                                    + ": say what failed and what to check",
                            failure);
                }
                return new Outcome<>(Optional.empty(), failure);
            }
            throw new AssertionError(
                    what + " threw " + e.getCause() + " " + when
                            + ": check what the device says before you use it, and throw a DeviceException that tells what failed and what to check",
                    e.getCause());
        } catch (TimeoutException e) {
            String where = Threads.tell(List.of(thread));
            thread.interrupt();
            throw late(what, when, "it still runs", where);
        } catch (InterruptedException e) {
            throw new AssertionError("the test was interrupted", e);
        }
    }

    private AssertionError late(String what, String when, String how, String where) {
        return new AssertionError(what + " did not come back within " + deadline.toSeconds() + " s " + when + ": " + how
                + ". Give each wait a deadline of its own, and give up at the first answer that does not come" + where);
    }
}
