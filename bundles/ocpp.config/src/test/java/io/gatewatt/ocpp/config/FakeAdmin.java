// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.config;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.cm.ConfigurationEvent;
import org.osgi.service.cm.SynchronousConfigurationListener;

/** As much of ConfigAdmin as a guard needs: configurations by PID that tell their updates at once. */
final class FakeAdmin {

    final Map<String, Map<String, Object>> stored = new TreeMap<>();
    final List<SynchronousConfigurationListener> listeners = new ArrayList<>();
    /** How many updates there were. */
    long changes;

    ConfigurationAdmin admin() {
        return proxy(ConfigurationAdmin.class, (self, method, arguments) -> {
            if (method.getName().equals("getConfiguration")) {
                return configuration(arguments[0].toString());
            }
            if (!method.getName().equals("listConfigurations")) {
                throw new UnsupportedOperationException(method.getName());
            }
            List<Configuration> found = stored.keySet().stream()
                    .filter(pid -> arguments[0] == null || arguments[0].equals("(service.pid=" + pid + ")"))
                    .map(this::configuration)
                    .toList();
            return found.isEmpty() ? null : found.toArray(Configuration[]::new);
        });
    }

    /** Stores it and tells, as an update does. */
    void update(String pid, Map<String, Object> values) {
        Map<String, Object> all = new TreeMap<>(values);
        all.put("service.pid", pid);
        if (pid.contains("~")) {
            all.put("service.factoryPid", pid.substring(0, pid.indexOf('~')));
        }
        stored.put(pid, all);
        changes++;
        tell(ConfigurationEvent.CM_UPDATED, pid);
    }

    void delete(String pid) {
        stored.remove(pid);
        tell(ConfigurationEvent.CM_DELETED, pid);
    }

    private void tell(int type, String pid) {
        ServiceReference<ConfigurationAdmin> reference =
                proxy(ServiceReference.class, (self, method, arguments) -> null);
        listeners.forEach(listener -> listener.configurationEvent(new ConfigurationEvent(reference, type, null, pid)));
    }

    private Configuration configuration(String pid) {
        return proxy(Configuration.class, (self, method, arguments) -> switch (method.getName()) {
            case "getPid" -> pid;
            case "getFactoryPid" -> null;
            case "getChangeCount" -> changes;
            case "getProperties", "getProcessedProperties" -> new Hashtable<>(stored.get(pid));
            case "update" -> {
                Map<String, Object> values = new TreeMap<>();
                Dictionary<?, ?> given = (Dictionary<?, ?>) arguments[0];
                given.keys().asIterator().forEachRemaining(name -> values.put(name.toString(), given.get(name)));
                update(pid, values);
                yield null;
            }
            default -> throw new UnsupportedOperationException(method.getName());
        });
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // of a generic type there is no class to ask for
    static <T> T proxy(Class<?> type, InvocationHandler handler) {
        return (T) Proxy.newProxyInstance(FakeAdmin.class.getClassLoader(), new Class<?>[] {type}, handler);
    }
}
