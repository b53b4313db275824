// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.profile.core;

import io.gatewatt.profile.core.keys.CoreKeys;
import io.gatewatt.profile.core.keys.CoreLimits;
import io.gatewatt.profile.core.keys.CoreMaker;
import io.gatewatt.profile.core.keys.CoreSpelling;
import io.gatewatt.profile.core.keys.Settings;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Keys with their defaults, each of which a test may set. */
public final class FakeSettings implements Settings {

    private final Map<String, Object> values = new HashMap<>();
    private final List<Runnable> listeners = new ArrayList<>();

    /** Sets a key and tells it. On the loop. */
    public FakeSettings set(String key, Object value) {
        values.put(key, value);
        List.copyOf(listeners).forEach(Runnable::run);
        return this;
    }

    @Override
    public CoreKeys core() {
        return annotation(CoreKeys.class, Map.copyOf(values));
    }

    @Override
    public CoreLimits limits() {
        return annotation(CoreLimits.class, Map.copyOf(values));
    }

    @Override
    public CoreMaker maker() {
        return annotation(CoreMaker.class, Map.copyOf(values));
    }

    @Override
    public CoreSpelling spelling() {
        return annotation(CoreSpelling.class, Map.copyOf(values));
    }

    @Override
    public Runnable onChange(Runnable listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** An annotation with these values, and its defaults for the rest. */
    public static <A> A annotation(Class<A> type, Map<String, Object> values) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> value(method, values)));
    }

    private static Object value(Method method, Map<String, Object> values) {
        return values.getOrDefault(method.getName(), method.getDefaultValue());
    }
}
