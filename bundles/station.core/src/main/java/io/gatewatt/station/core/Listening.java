// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.station.core;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Devices that push: listened to on their own lanes while they are bound. Only on the loop. */
final class Listening<D> {

    private static final Logger LOG = LoggerFactory.getLogger(Listening.class);

    /** How to listen to a device; on its lane. */
    interface Listen<D> {

        AutoCloseable to(D device) throws Exception;
    }

    private final String name;
    private final Lanes lanes;
    private final Listen<D> listen;
    private final IdentityHashMap<D, AtomicReference<AutoCloseable>> open = new IdentityHashMap<>();

    Listening(String name, Lanes lanes, Listen<D> listen) {
        this.name = name;
        this.lanes = lanes;
        this.listen = listen;
    }

    void bind(D device) {
        if (open.containsKey(device)) {
            return;
        }
        AtomicReference<AutoCloseable> handle = new AtomicReference<>(() -> {});
        open.put(device, handle);
        lanes.open(name, device)
                .call("listen", Timing.DEADLINE, device, d -> {
                    handle.set(listen.to(d));
                    return true;
                })
                .onFailure(why -> LOG.warn("{} cannot be used: {}", name, why.getMessage()));
    }

    void unbind(D device) {
        AtomicReference<AutoCloseable> handle = open.remove(device);
        if (handle == null) {
            return;
        }
        lanes.open(name, device)
                .call("end of listening", Timing.DEADLINE, device, d -> {
                    handle.get().close();
                    return true;
                })
                .onFailure(why -> LOG.debug("{}: {}", name, why.getMessage()));
        lanes.close(device);
        lanes.close(device);
    }

    /** Whether this device is listened to. */
    boolean has(D device) {
        return open.containsKey(device);
    }

    void close() {
        Map.copyOf(open).keySet().forEach(this::unbind);
    }
}
