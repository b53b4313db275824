// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.station.core;

import java.lang.reflect.Proxy;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Map;
import java.util.TreeMap;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/** A ConfigurationAdmin that knows factory configurations by name; nothing else works. */
final class FakeConfigurations {

    final Map<String, Dictionary<String, Object>> all = new TreeMap<>();

    ConfigurationAdmin admin() {
        return (ConfigurationAdmin) proxy(ConfigurationAdmin.class, (name, arguments) -> switch (name) {
            case "getFactoryConfiguration" -> configuration((String) arguments[1]);
            case "listConfigurations" ->
                all.keySet().stream().map(this::configuration).toArray(Configuration[]::new);
            default -> throw new UnsupportedOperationException(name);
        });
    }

    private Configuration configuration(String instance) {
        return (Configuration) proxy(Configuration.class, (name, arguments) -> switch (name) {
            case "getProperties" -> all.get(instance);
            case "update" -> all.put(instance, copy(arguments[0]));
            case "delete" -> all.remove(instance);
            default -> throw new UnsupportedOperationException(name);
        });
    }

    @SuppressWarnings("unchecked")
    private static Dictionary<String, Object> copy(Object properties) {
        return new Hashtable<>((Hashtable<String, Object>) properties);
    }

    private interface Call {

        Object answer(String method, Object[] arguments);
    }

    private static Object proxy(Class<?> type, Call call) {
        return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
            Object answer = call.answer(method.getName(), arguments);
            return method.getReturnType() == void.class ? null : answer;
        });
    }
}
