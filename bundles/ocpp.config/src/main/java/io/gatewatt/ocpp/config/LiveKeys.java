// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.config;

import io.gatewatt.ocpp.KeySet;
import io.gatewatt.ocpp.config.settings.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A key set that is there, with its values in force.
 *
 * @param keys the key set
 * @param settings what its document says of its keys
 * @param properties its service properties
 */
record LiveKeys(KeySet keys, List<Setting> settings, Map<String, Object> properties) {

    private static final Logger LOG = LoggerFactory.getLogger(LiveKeys.class);

    LiveKeys {
        settings = List.copyOf(settings);
        properties = Map.copyOf(properties);
    }

    /** Its keys as they are now. A computed key takes the place of a configured one of the same name. */
    List<KeyEntry> entries() {
        List<KeyEntry> entries = new ArrayList<>();
        Map<String, Supplier<String>> computed = keys.computed();
        computed.forEach(
                (name, value) -> entries.add(new KeyEntry(name, true, now(name, value), Optional.empty(), keys)));
        for (Setting setting : settings) {
            if (!computed.containsKey(setting.name())) {
                entries.add(configured(setting));
            }
        }
        return entries;
    }

    /** One of its keys as it is now, in any case of letters. */
    Optional<KeyEntry> find(String wanted) {
        for (Map.Entry<String, Supplier<String>> key : keys.computed().entrySet()) {
            if (key.getKey().equalsIgnoreCase(wanted)) {
                return Optional.of(
                        new KeyEntry(key.getKey(), true, now(key.getKey(), key.getValue()), Optional.empty(), keys));
            }
        }
        for (Setting setting : settings) {
            if (setting.name().equalsIgnoreCase(wanted)) {
                return Optional.of(configured(setting));
            }
        }
        return Optional.empty();
    }

    private KeyEntry configured(Setting setting) {
        String name = setting.name();
        Object value = properties.get(name);
        String text = value == null ? setting.fallbackText() : ValueText.of(value);
        boolean readOnly = setting.access() == Setting.Access.READ_ONLY || keys.readOnly(name);
        return new KeyEntry(name, readOnly, Optional.of(ValueText.clip(text)), Optional.of(setting), keys);
    }

    /** A key that cannot be computed must not hide the others. */
    private static Optional<String> now(String name, Supplier<String> value) {
        try {
            return Optional.ofNullable(value.get()).map(ValueText::clip);
        } catch (RuntimeException e) {
            LOG.warn("the value of key {} cannot be computed", name, e);
            return Optional.empty();
        }
    }
}
