// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.station.core;

import io.gatewatt.driver.DeviceException;
import io.gatewatt.loop.Loop;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import org.osgi.util.promise.Deferred;
import org.osgi.util.promise.Promise;
import org.osgi.util.promise.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread on which a device is called: with a deadline, behind a fence for any {@code Throwable}. Answers come as promises whose
 * callbacks run on the loop. A call that hangs costs this lane: until it returns all others fail at once instead of piling up.
 */
final class DeviceLane {

    private static final Logger LOG = LoggerFactory.getLogger(DeviceLane.class);

    private final String name;
    private final Loop loop;
    private final ExecutorService thread;
    private final AtomicInteger hanging = new AtomicInteger();
    /** Calls that failed with a defect of the driver when they were made last, which is told once; only on the loop. */
    private final Set<String> broken = new HashSet<>();

    DeviceLane(String name, Loop loop, ExecutorService thread) {
        this.name = name;
        this.loop = loop;
        this.thread = thread;
    }

    /** Calls the device. The promise fails with a {@link DeviceException} in words when it throws or does not answer in time. */
    <D, R> Promise<R> call(String what, Duration deadline, D device, DeviceCall<D, R> call) {
        Deferred<R> answer = loop.promises().deferred();
        if (hanging.get() > 0) {
            answer.fail(new DeviceException(name + " hangs in an earlier call; " + what + " not tried"));
            return answer.getPromise();
        }
        Call<D, R> job = new Call<>(device, call, answer);
        thread.execute(job);
        return answer.getPromise()
                .timeout(deadline.toMillis())
                .onSuccess(good -> broken.remove(what))
                .recoverWith(failed -> {
                    Throwable why = failed.getFailure();
                    if (why instanceof TimeoutException) {
                        job.late();
                        why = new DeviceException(
                                name + ": " + what + " was not answered within " + deadline.toMillis() + " ms");
                    } else if (!(why instanceof DeviceException)) {
                        if (broken.add(what)) {
                            LOG.warn("{}: {} failed in the driver", name, what, why);
                        } else {
                            LOG.debug("{}: {} failed in the driver", name, what, why);
                        }
                        why = new DeviceException(name + ": " + what + " failed in the driver: " + why, why);
                    }
                    return loop.promises().failed(why);
                });
    }

    /** Whether a call is past its deadline and has not returned. */
    boolean hangs() {
        return hanging.get() > 0;
    }

    /** Ends the lane after the call it is in; one that hangs is interrupted and left to itself. */
    void close() {
        if (hangs()) {
            LOG.warn("{} hangs in its driver; its thread is abandoned", name);
            thread.shutdownNow();
        } else {
            thread.shutdown();
        }
    }

    private final class Call<D, R> implements Runnable {

        private final D device;
        private final DeviceCall<D, R> call;
        private final Deferred<R> answer;
        private boolean begun;
        private boolean done;
        private boolean late;

        Call(D device, DeviceCall<D, R> call, Deferred<R> answer) {
            this.device = device;
            this.call = call;
            this.answer = answer;
        }

        @Override
        public void run() {
            if (!begin()) {
                return;
            }
            try {
                answer.resolve(call.on(device));
            } catch (Throwable e) { // NOPMD: whatever a driver throws stays on its lane
                answer.fail(e);
            } finally {
                end();
            }
        }

        // The three below meet on the lane's thread and on the loop; guarded by this.

        private synchronized boolean begin() {
            begun = !late;
            return begun;
        }

        private synchronized void end() {
            done = true;
            if (late) {
                hanging.decrementAndGet();
            }
        }

        synchronized void late() {
            late = true;
            if (begun && !done) {
                hanging.incrementAndGet();
            }
        }
    }
}
