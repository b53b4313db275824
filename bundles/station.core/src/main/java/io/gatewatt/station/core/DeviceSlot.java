// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.station.core;

import io.gatewatt.driver.ChangeNotifier;
import io.gatewatt.driver.DeviceException;
import io.gatewatt.loop.Loop;
import java.time.Duration;
import java.util.Optional;
import org.osgi.util.promise.Promise;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A place for one device: what is bound now, its lane, and since when there is no good answer. Each binding has a lease; answers of an old
 * lease are dropped. Only on the loop.
 */
final class DeviceSlot<D> {

    private static final Logger LOG = LoggerFactory.getLogger(DeviceSlot.class);

    private final String name;
    private final Loop loop;
    private final Lanes lanes;
    private final Runnable rebound;
    private final Runnable hint;
    private D device;
    private DeviceLane lane;
    private AutoCloseable hints = () -> {};
    private long lease;
    private Optional<Duration> silentSince;
    /** How long a silence may last: at first the time of a start, later that of a swap. */
    private Duration grace;

    /**
     * @param first how long it may take until a device is bound for the first time
     * @param rebound called when another device is bound, or none
     * @param hint called when the device says that it has changed
     */
    DeviceSlot(String name, Loop loop, Lanes lanes, Duration first, Runnable rebound, Runnable hint) {
        this.name = name;
        this.loop = loop;
        this.lanes = lanes;
        this.rebound = rebound;
        this.hint = hint;
        this.grace = first;
        this.silentSince = Optional.of(loop.uptime());
    }

    /** Takes a device, in the place of one that is there. */
    void bind(D next) {
        if (next == device) {
            return;
        }
        release();
        if (!overdue()) {
            // One that comes too late must answer first.
            grace = Timing.GRACE;
        }
        device = next;
        lane = lanes.open(name, next);
        long mine = lease;
        if (next instanceof ChangeNotifier notifier) {
            try {
                hints = notifier.onChange(() -> loop.submit("change of " + name, () -> {
                    if (mine == lease) {
                        hint.run();
                    }
                }));
            } catch (Throwable e) { // NOPMD: a driver
                LOG.warn("{} gives no hints of change; it is polled", name, e);
            }
        }
        LOG.info("{} is bound", name);
        rebound.run();
    }

    /** Lets a device go; one that was replaced already is no matter. */
    void unbind(D gone) {
        if (gone != device) {
            return;
        }
        release();
        silentSince = silentSince.or(() -> Optional.of(loop.uptime()));
        LOG.info("{} is gone", name);
        rebound.run();
    }

    private void release() {
        lease++;
        if (device == null) {
            return;
        }
        try {
            hints.close();
        } catch (Throwable e) { // NOPMD: a driver
            LOG.warn("{}: closing its hints failed", name, e);
        }
        hints = () -> {};
        lanes.close(device);
        device = null;
        lane = null;
    }

    /** What is bound. */
    Optional<D> device() {
        return Optional.ofNullable(device);
    }

    /** Number of the binding; another one after each change. */
    long lease() {
        return lease;
    }

    /** Whether there has been no good answer for so long that it is a fault. */
    boolean overdue() {
        return silentSince
                .filter(since -> loop.uptime().minus(since).compareTo(grace) >= 0)
                .isPresent();
    }

    /** Calls the device on its lane. The promise fails when there is none, or when it is replaced before it answers. */
    <R> Promise<R> call(String what, Duration deadline, DeviceCall<D, R> call) {
        if (device == null) {
            return loop.promises().failed(new DeviceException("no " + name + " is bound"));
        }
        long mine = lease;
        return lane.call(what, deadline, device, call)
                .then(
                        answer -> {
                            if (mine != lease) {
                                return loop.promises()
                                        .failed(new DeviceException(name + " was replaced before it answered"));
                            }
                            silentSince = Optional.empty();
                            grace = Timing.GRACE;
                            return answer;
                        },
                        failed -> {
                            if (mine == lease && silentSince.isEmpty()) {
                                silentSince = Optional.of(loop.uptime());
                            }
                        });
    }
}
