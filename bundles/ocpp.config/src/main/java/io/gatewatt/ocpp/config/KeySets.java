// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.config;

import io.gatewatt.ocpp.Key;
import io.gatewatt.ocpp.KeySet;
import io.gatewatt.ocpp.config.settings.Setting;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The key sets that are there now. */
@Component(service = KeySets.class)
public final class KeySets {

    private static final Logger LOG = LoggerFactory.getLogger(KeySets.class);

    private final Map<Long, LiveKeys> live = new ConcurrentSkipListMap<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    /** All keys as they are now. From any thread. */
    KeyCatalogue catalogue() {
        return new KeyCatalogue(live.values());
    }

    /** Tells of each change of a key set or its values, on any thread. Run the result to hear no more. */
    Runnable listen(Runnable listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addKeySet(KeySet keys, Map<String, Object> properties) {
        put(properties, new LiveKeys(keys, settings(keys), properties));
    }

    void updatedKeySet(KeySet keys, Map<String, Object> properties) {
        LiveKeys before = live.get(id(properties));
        put(properties, new LiveKeys(keys, before == null ? settings(keys) : before.settings(), properties));
    }

    void removeKeySet(KeySet keys, Map<String, Object> properties) {
        live.remove(id(properties));
        tell();
    }

    private void put(Map<String, Object> properties, LiveKeys keys) {
        live.put(id(properties), keys);
        tell();
    }

    private void tell() {
        listeners.forEach(Runnable::run);
    }

    private static Long id(Map<String, Object> properties) {
        return (Long) properties.get(Constants.SERVICE_ID);
    }

    /** Type and range of the marked elements stand in the metatype document of the bundle that holds the annotation. */
    private static List<Setting> settings(KeySet keys) {
        List<String> marked = Stream.of(keys.keys().getDeclaredMethods())
                .filter(element -> element.isAnnotationPresent(Key.class))
                .map(Method::getName)
                .toList();
        List<Setting> settings = BundleSettings.of(FrameworkUtil.getBundle(keys.keys())).stream()
                .filter(setting -> setting.pid().equals(keys.pid()) && marked.contains(setting.name()))
                .toList();
        if (settings.size() < marked.size()) {
            LOG.error(
                    "{} marks the keys {}, but the metatype of its bundle describes only {} of them for PID {}; the others are not served",
                    keys.keys().getName(),
                    marked,
                    settings.size(),
                    keys.pid());
        }
        return settings;
    }
}
