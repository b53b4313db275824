// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.config;

import io.gatewatt.ocpp.config.settings.AuthorizationKey;
import io.gatewatt.ocpp.config.settings.Setting;
import io.gatewatt.ocpp.config.settings.SettingsCatalogue;
import io.gatewatt.ocpp.config.settings.StationPlan;
import io.gatewatt.ocpp.config.settings.ValueRules;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts settings where they belong: into configurations by PID, and the secret one into its file.
 *
 * @param catalogue what can be set
 * @param writer the configurations
 * @param home the station's home directory
 * @param maker what is known of the station
 */
record SettingsApplier(SettingsCatalogue catalogue, ConfigurationWriter writer, Path home, StationPlan maker) {

    /** How many connectors there are is stored before what is said of each. */
    private static final Comparator<String> STATION_FIRST =
            Comparator.comparing((String pid) -> !pid.equals("station")).thenComparing(Comparator.naturalOrder());

    private static final Logger LOG = LoggerFactory.getLogger(SettingsApplier.class);

    /** Configurations that these settings belong to. */
    Set<String> pids(Map<String, String> settings) {
        return settings.keySet().stream()
                .flatMap(name -> catalogue.find(name).stream())
                .map(Setting::pid)
                .collect(Collectors.toSet());
    }

    /** Applies all that are good; says of the others what is wrong with them. */
    void apply(Map<String, String> settings) {
        Map<String, Map<String, Object>> byPid = new TreeMap<>(STATION_FIRST);
        StationPlan plan = catalogue.plan(settings, maker);
        settings.forEach((name, value) -> {
            Optional<String> problem = catalogue.problem(name, value, plan);
            Optional<Setting> setting = catalogue.find(name);
            if (problem.isPresent()) {
                LOG.error("a setting given at the start is left out: {}", problem.get());
            } else if (setting.isPresent()) {
                byPid.computeIfAbsent(setting.get().pid(), any -> new TreeMap<>())
                        .put(setting.get().name(), ValueRules.parse(setting.get(), value));
            } else {
                keepSecret(value);
            }
        });
        byPid.forEach(this::write);
    }

    private void write(String pid, Map<String, Object> values) {
        try {
            writer.write(pid, values);
            LOG.info("applied to {}: {}", pid, values.keySet());
        } catch (IOException e) {
            LOG.error("the settings {} cannot be stored: {}", values.keySet(), e.toString());
        }
    }

    private void keepSecret(String value) {
        try {
            AuthorizationKey.keep(home, value);
            LOG.info("applied to the secrets: {}", AuthorizationKey.NAME);
        } catch (IOException e) {
            LOG.error("{} cannot be stored: {}", AuthorizationKey.NAME, e.toString());
        }
    }
}
