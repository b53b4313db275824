// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.bench.runtime;

import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;

/** Services that come and go by name. From one thread at a time, except where said. */
final class Services {

    private final BundleContext context;
    private final Map<String, ServiceRegistration<?>> present = new ConcurrentHashMap<>();

    Services(BundleContext context) {
        this.context = context;
    }

    /** Registers what is not registered yet under this name. */
    <S> void publish(String name, Class<S> type, Object service, Map<String, ?> properties) {
        if (!has(name)) {
            present.put(name, context.registerService(type.getName(), service, new Hashtable<>(properties)));
        }
    }

    /** Whether it is registered; from any thread. */
    boolean has(String name) {
        return present.containsKey(name);
    }

    void withdraw(String name) {
        ServiceRegistration<?> registration = present.remove(name);
        if (registration != null) {
            registration.unregister();
        }
    }

    void withdrawAll() {
        List.copyOf(present.keySet()).forEach(this::withdraw);
    }
}
