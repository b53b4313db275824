// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.config;

import io.gatewatt.ocpp.config.settings.Setting;
import io.gatewatt.ocpp.config.settings.SettingsCatalogue;
import io.gatewatt.ocpp.config.settings.StationPlan;
import io.gatewatt.ocpp.config.settings.ValueRules;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether a value may come into force, the same for every road to it. From any thread.
 *
 * @param settings what metatype says of the bundles that are installed
 * @param keys the OCPP keys that are served now
 * @param maker the values that makers give to a setting of a PID, in their text form
 */
record Judge(
        Supplier<SettingsCatalogue> settings,
        Supplier<KeyCatalogue> keys,
        BiFunction<String, String, List<String>> maker) {

    private static final Logger LOG = LoggerFactory.getLogger(Judge.class);

    /** Settings that the configuration of this PID holds. */
    List<Setting> settings(String pid) {
        return settings.get().ofPid(pid);
    }

    /** Why a key may not be changed to this text over OCPP, in words that continue a sentence about it; empty when it may. */
    static Optional<String> refusal(KeyEntry key, String text) {
        if (key.readOnly() || key.setting().isEmpty()) {
            return Optional.of("is read-only");
        }
        return standing(key.setting().get(), text, StationPlan.UNKNOWN).or(() -> ofOwner(key, text));
    }

    /** Why the setting may not change to this text, in words that continue a sentence about it; empty when it may. */
    Optional<String> refusal(Setting setting, String text, StationPlan stored) {
        StationPlan plan = plan(stored);
        if (setting.access() == Setting.Access.READ_ONLY) {
            return byMaker(setting, text)
                    ? standing(setting, text, plan)
                    : Optional.of("is read-only, the maker of the station chooses it");
        }
        Optional<KeyEntry> key = setting.isKey() ? key(setting) : Optional.empty();
        if (key.isPresent() && key.get().readOnly()) {
            return key.get().shows(text) ? Optional.empty() : Optional.of("is read-only in this station");
        }
        return standing(setting, text, plan).or(() -> key.flatMap(served -> ofOwner(served, text)));
    }

    /** As {@link #refusal(Setting, String, StationPlan)} for a value that was stored before: a station that has changed since is not held against it. */
    Optional<String> flaw(Setting setting, String text, StationPlan stored) {
        if (setting.access() == Setting.Access.READ_ONLY && !byMaker(setting, text)) {
            return Optional.of("is read-only, the maker of the station chooses it");
        }
        return standing(setting, text, plan(stored));
    }

    /** Whether the owner of the setting can be asked now; what is no OCPP key has none to ask. */
    boolean owned(Setting setting) {
        return !setting.isKey()
                || setting.access() == Setting.Access.READ_ONLY
                || key(setting).isPresent();
    }

    /** The text of what is in force when nothing is configured. */
    String usual(Setting setting) {
        return setting.fallbackText();
    }

    /** The value a maker gives to a read-only setting. */
    Optional<Object> makers(Setting setting) {
        if (setting.access() != Setting.Access.READ_ONLY) {
            return Optional.empty();
        }
        return maker.apply(setting.pid(), setting.name()).stream()
                .findFirst()
                .map(text -> ValueRules.parse(setting, text));
    }

    /** Why there must be a configuration of this PID, in words for a person; empty when it may be deleted. */
    Optional<String> undeletable(String pid) {
        return settings(pid).stream()
                .filter(setting -> !maker.apply(pid, setting.name()).isEmpty())
                .findFirst()
                .map(given -> "Configuration " + pid
                        + " was given by the maker of the station and cannot be deleted; its values can be changed.");
    }

    /** What is stored, else what the maker says, else defaults. */
    private StationPlan plan(StationPlan stored) {
        return settings.get()
                .plan(
                        Map.of(),
                        new StationPlan((pid, name) -> stored.values()
                                .apply(pid, name)
                                .or(() -> maker.apply(pid, name).stream().findFirst())));
    }

    private static Optional<String> standing(Setting setting, String text, StationPlan plan) {
        return SettingsCatalogue.flaw(setting, text, plan).map(why -> "= '" + masked(text) + "': the value " + why);
    }

    private static Optional<String> ofOwner(KeyEntry key, String text) {
        Optional<String> refusal;
        try {
            refusal = key.owner().refuse(key.name(), text);
        } catch (RuntimeException e) {
            LOG.error("{} cannot be checked by its owner", key.name(), e);
            refusal = Optional.of("its owner could not check it: " + e);
        }
        return refusal.map(why -> "= '" + text + "': " + why);
    }

    /** An address may hold a password by mistake. */
    private static String masked(String text) {
        return text.replaceAll("//[^/]*@", "//***@");
    }

    private boolean byMaker(Setting setting, String text) {
        List<String> given = maker.apply(setting.pid(), setting.name());
        return given.isEmpty() ? text.equals(setting.fallbackText()) : given.contains(text);
    }

    private Optional<KeyEntry> key(Setting setting) {
        return keys.get().find(setting.name());
    }
}
