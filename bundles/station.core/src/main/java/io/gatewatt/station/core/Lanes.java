// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.station.core;

import io.gatewatt.loop.Loop;
import java.util.IdentityHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** One lane per device, shared by all who use the same device object. Only on the loop. */
final class Lanes {

    private final Loop loop;
    private final Function<String, ExecutorService> threads;
    private final IdentityHashMap<Object, Shared> open = new IdentityHashMap<>();
    private int abandoned;

    /**
     * @param threads makes the thread of a lane of this name
     */
    Lanes(Loop loop, Function<String, ExecutorService> threads) {
        this.loop = loop;
        this.threads = threads;
    }

    /** A daemon thread per lane. */
    static ExecutorService daemon(String name) {
        return Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, "lane-" + name);
            thread.setDaemon(true);
            return thread;
        });
    }

    /** The lane of a device, opened for its first user. */
    DeviceLane open(String name, Object device) {
        Shared shared = open.computeIfAbsent(device, d -> new Shared(new DeviceLane(name, loop, threads.apply(name))));
        shared.users++;
        return shared.lane;
    }

    /** Gives a lane back; the last user's return closes it. */
    void close(Object device) {
        Shared shared = open.get(device);
        if (shared == null || --shared.users > 0) {
            return;
        }
        open.remove(device);
        if (shared.lane.hangs()) {
            abandoned++;
        }
        shared.lane.close();
    }

    /** Lanes in use. */
    int count() {
        return open.size();
    }

    /** Threads left hanging in drivers that are gone. */
    int abandoned() {
        return abandoned;
    }

    private static final class Shared {

        private final DeviceLane lane;
        private int users;

        Shared(DeviceLane lane) {
            this.lane = lane;
        }
    }
}
