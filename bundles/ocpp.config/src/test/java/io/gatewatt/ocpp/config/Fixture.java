// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.config;

import io.gatewatt.ocpp.KeySet;
import io.gatewatt.ocpp.config.settings.MetatypeXml;
import io.gatewatt.ocpp.config.settings.Setting;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Key sets of the test document, with a store that brings values into force when told to. */
final class Fixture implements ConfigurationWriter {

    final Map<String, Map<String, Object>> stored = new TreeMap<>();
    final Map<String, Supplier<String>> computed = new LinkedHashMap<>(Map.of("NumberOfConnectors", () -> "2"));
    final List<String> checked = new ArrayList<>();
    boolean full;
    boolean applies = true;
    boolean fixed;
    private final Map<String, Map<String, Object>> inForce = new HashMap<>();

    Fixture() {
        inForce.put(
                "ocpp.core",
                Map.of("HeartbeatInterval", 300, "MeterValueSampleInterval", 60, "LocalPreAuthorize", false));
        inForce.put("ocpp.core.limits", Map.of("GetConfigurationMaxKeys", 3));
    }

    KeyCatalogue catalogue() {
        return new KeyCatalogue(List.of(set("ocpp.core", computed), set("ocpp.core.limits", Map.of())));
    }

    void set(String pid, String key, Object value) {
        Map<String, Object> values = new HashMap<>(inForce.get(pid));
        values.put(key, value);
        inForce.put(pid, values);
    }

    @Override
    public void write(String pid, Map<String, Object> values) throws IOException {
        if (full) {
            throw new IOException("no space left");
        }
        stored.computeIfAbsent(pid, any -> new TreeMap<>()).putAll(values);
        if (applies) {
            values.forEach((key, value) -> set(pid, key, value));
        }
    }

    static List<Setting> document() {
        try (InputStream in = Fixture.class.getResourceAsStream("/metatype.xml")) {
            return MetatypeXml.read(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private LiveKeys set(String pid, Map<String, Supplier<String>> computedKeys) {
        List<Setting> settings = document().stream()
                .filter(s -> s.pid().equals(pid) && s.isKey())
                .toList();
        return new LiveKeys(new Keys(pid, computedKeys), settings, inForce.get(pid));
    }

    private final class Keys implements KeySet {

        private final String pid;
        private final Map<String, Supplier<String>> computedKeys;

        Keys(String pid, Map<String, Supplier<String>> computedKeys) {
            this.pid = pid;
            this.computedKeys = computedKeys;
        }

        @Override
        public String pid() {
            return pid;
        }

        @Override
        public Class<? extends Annotation> keys() {
            return Annotation.class;
        }

        @Override
        public Map<String, Supplier<String>> computed() {
            return computedKeys;
        }

        @Override
        public boolean readOnly(String key) {
            return key.equals("LocalPreAuthorize") && fixed;
        }

        @Override
        public Optional<String> refuse(String key, String value) {
            checked.add(key + "=" + value);
            if (value.equals("666")) {
                throw new IllegalStateException("broken");
            }
            return value.contains("Frequency") ? Optional.of("the meter does not measure Frequency") : Optional.empty();
        }
    }
}
