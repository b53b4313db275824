// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.driver.contract;

import java.lang.annotation.Annotation;
import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Makes the settings that declarative services would give to a driver's constructor. */
public final class Configuration {

    private Configuration() {}

    /**
     * Settings with these values, and the annotation's defaults for the rest.
     *
     * @param values by key of the configuration, for example {@code device.id}
     * @throws IllegalArgumentException when there is no such key, or its value is of another type
     */
    public static <A extends Annotation> A of(Class<A> type, Map<String, ?> values) {
        Map<String, Object> answers = new TreeMap<>();
        Map<String, Method> keys = new TreeMap<>();
        for (Method method : type.getDeclaredMethods()) {
            if (method.getParameterCount() == 0 && !method.isSynthetic()) {
                keys.put(key(method.getName()), method);
                answers.put(method.getName(), none(method));
            }
        }
        values.forEach((key, value) -> {
            Method method = keys.get(key);
            if (method == null) {
                throw new IllegalArgumentException(
                        type.getSimpleName() + " has no " + key + "; it has " + keys.keySet());
            }
            answers.put(method.getName(), fit(key, method.getReturnType(), value));
        });
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> switch (method.getName()) {
                    case "annotationType" -> type;
                    case "toString" -> type.getSimpleName() + answers;
                    case "hashCode" -> System.identityHashCode(proxy);
                    case "equals" -> proxy == arguments[0];
                    default -> answers.get(method.getName());
                }));
    }

    /** The key of a method (OSGi compendium, 112.8.2.1). */
    static String key(String method) {
        StringBuilder key = new StringBuilder();
        for (int i = 0; i < method.length(); i++) {
            if (method.startsWith("$_$", i)) {
                key.append('-');
                i += 2;
            } else if (method.startsWith("$$", i) || method.startsWith("__", i)) {
                key.append(method.charAt(i));
                i++;
            } else if (method.charAt(i) == '_') {
                key.append('.');
            } else if (method.charAt(i) != '$') {
                key.append(method.charAt(i));
            }
        }
        return key.toString();
    }

    /** What declarative services give when nothing is configured: the default, or else nothing of its type. */
    private static Object none(Method method) {
        Class<?> type = method.getReturnType();
        if (method.getDefaultValue() != null) {
            return method.getDefaultValue();
        }
        if (type == String.class) {
            return "";
        }
        return type.isArray()
                ? Array.newInstance(type.getComponentType(), 0)
                : Array.get(Array.newInstance(type, 1), 0);
    }

    private static Object fit(String key, Class<?> type, Object value) {
        Object one = Array.get(Array.newInstance(type, 1), 0);
        Class<?> boxed = one == null ? type : one.getClass();
        if (boxed.isInstance(value)) {
            return value;
        }
        if (value instanceof Number number
                && Set.of(Integer.class, Long.class, Double.class).contains(boxed)) {
            return boxed == Integer.class
                    ? (Object) number.intValue()
                    : boxed == Long.class ? number.longValue() : (Object) number.doubleValue();
        }
        throw new IllegalArgumentException(key + " is of type " + type.getSimpleName() + ", not "
                + value.getClass().getSimpleName());
    }
}
