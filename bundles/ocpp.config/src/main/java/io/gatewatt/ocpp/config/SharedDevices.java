// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.config;

import io.gatewatt.ocpp.config.settings.Setting;
import io.gatewatt.ocpp.config.settings.ValueRules;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;

/** What one connector has, no other can have: its number, its meter, its pilot board, its lock. Targets are filters. */
final class SharedDevices {

    private static final String CONNECTOR = "station.connector";
    private static final Set<String> OWN = Set.of("connector", "meter.target", "controller.target", "lock.target");

    /** What a connector has by its number, as the station gives it to a new one; empty for anything else. */
    Optional<Object> own(Pid pid, Setting setting) {
        String number = pid.instance().substring(pid.instance().indexOf('~') + 1);
        if (!pid.designated().equals(CONNECTOR) || !OWN.contains(setting.name()) || !number.matches("[1-9][0-9]?")) {
            return Optional.empty();
        }
        // The defaults are those of connector 1.
        return Optional.of(ValueRules.parse(setting, setting.fallbackText().replace("1", number)));
    }

    /** Why the text cannot be the value in this configuration beside these others; empty when it can. */
    Optional<String> refusal(Pid pid, String name, String text, Map<String, ? extends Map<String, ?>> others) {
        if (name.endsWith(".target")) {
            try {
                FrameworkUtil.createFilter(text);
            } catch (InvalidSyntaxException e) {
                return Optional.of("= '" + text + "': this is no filter such as (device.id=meter1): " + e.getMessage());
            }
        }
        if (!pid.designated().equals(CONNECTOR) || !OWN.contains(name)) {
            return Optional.empty();
        }
        return others.entrySet().stream()
                .filter(other ->
                        other.getKey().startsWith(CONNECTOR) && !other.getKey().equals(pid.instance()))
                .filter(other -> text.equals(String.valueOf(other.getValue().get(name))))
                .findFirst()
                .map(other -> "= '" + text + "': configuration " + other.getKey()
                        + " has this already, and two connectors cannot share it");
    }
}
