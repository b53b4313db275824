// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.config;

import io.gatewatt.ocpp.config.settings.Setting;
import io.gatewatt.ocpp.config.settings.StationPlan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The last good values of each configuration, and what becomes of new ones: a value that changes is judged, one that stays is not. From
 * any thread.
 */
final class GoodValues {

    /**
     * A value that may not be.
     *
     * @param setting whose
     * @param sentence why, for a person
     */
    record Bad(Setting setting, String sentence) {}

    private final Judge judge;
    private final SharedDevices devices = new SharedDevices();
    private final Map<String, Map<String, Object>> good = new ConcurrentHashMap<>();
    /** Names, by configuration, of values that no owner was there to judge; with the value before, null for none. */
    private final Map<String, Map<String, Object>> owed = new ConcurrentHashMap<>();

    private final StationPlan stored = new StationPlan((pid, name) ->
            Optional.ofNullable(good.getOrDefault(pid, Map.of()).get(name)).map(ValueText::of));

    GoodValues(Judge judge) {
        this.judge = judge;
    }

    /** Judges a configuration that has just been stored or is about to be. */
    List<Bad> bad(Pid pid, Map<String, ?> values) {
        List<Bad> bad = new ArrayList<>();
        Map<String, Object> before = good.getOrDefault(pid.instance(), Map.of());
        for (Setting setting : judge.settings(pid.designated())) {
            String text = text(setting, values);
            // A default may always come back, but for what the maker has chosen otherwise.
            boolean given = values.get(setting.name()) != null || setting.access() == Setting.Access.READ_ONLY;
            if (given && !text.equals(text(setting, before))) {
                judge.refusal(setting, text, stored)
                        .or(() -> devices.refusal(pid, setting.name(), text, good))
                        .ifPresent(why -> bad.add(new Bad(setting, setting.name() + " " + why + ".")));
            }
        }
        return bad;
    }

    /**
     * Keeps those values of a configuration as good that are; says which are not. For configurations of an earlier start.
     *
     * @param before what the station had stored, whatever became of it since: the last good values
     */
    List<Bad> found(Pid pid, Map<String, ?> values, Map<String, ?> before) {
        keep(pid, before, flaws(pid, before));
        List<Bad> bad = flaws(pid, values);
        keep(pid, values, bad);
        return bad;
    }

    private List<Bad> flaws(Pid pid, Map<String, ?> values) {
        List<Bad> bad = new ArrayList<>();
        for (Setting setting : judge.settings(pid.designated())) {
            String text = text(setting, values);
            if (values.get(setting.name()) != null || setting.access() == Setting.Access.READ_ONLY) {
                judge.flaw(setting, text, stored)
                        .or(() -> devices.refusal(pid, setting.name(), text, good))
                        .ifPresent(why -> bad.add(new Bad(setting, setting.name() + " " + why + ".")));
            }
        }
        return bad;
    }

    /** Whether any setting differs between these values of a configuration. */
    boolean differ(Pid pid, Map<String, ?> values, Map<String, ?> others) {
        return judge.settings(pid.designated()).stream()
                .anyMatch(setting -> !text(setting, values).equals(text(setting, others)));
    }

    /** Remembers which changed values of a configuration no owner could judge, before they are kept. */
    void owe(Pid pid, Map<String, ?> values, List<Bad> bad) {
        Map<String, Object> before = good.getOrDefault(pid.instance(), Map.of());
        for (Setting setting : judge.settings(pid.designated())) {
            boolean changed =
                    values.get(setting.name()) != null && !text(setting, values).equals(text(setting, before));
            if (changed
                    && !judge.owned(setting)
                    && bad.stream().noneMatch(one -> one.setting().equals(setting))) {
                Map<String, Object> waiting = owed.computeIfAbsent(pid.instance(), any -> new HashMap<>());
                if (!waiting.containsKey(setting.name())) {
                    waiting.put(setting.name(), before.get(setting.name()));
                }
            }
        }
    }

    /** Whether a value waits for the judgement of its owner. */
    boolean owing() {
        return !owed.isEmpty();
    }

    /** Judges what was owed and has an owner now. The last good value of what is bad is the one before. */
    List<Bad> owed(Pid pid, Map<String, ?> values) {
        List<Bad> bad = new ArrayList<>();
        Map<String, Object> waiting = owed.getOrDefault(pid.instance(), Map.of());
        for (Setting setting : judge.settings(pid.designated())) {
            if (!waiting.containsKey(setting.name()) || !judge.owned(setting)) {
                continue;
            }
            Object before = waiting.remove(setting.name());
            judge.refusal(setting, text(setting, values), stored).ifPresent(why -> {
                bad.add(new Bad(setting, setting.name() + " " + why + "."));
                good.computeIfPresent(pid.instance(), (any, all) -> with(all, setting.name(), before));
            });
        }
        if (waiting.isEmpty()) {
            owed.remove(pid.instance());
        }
        return bad;
    }

    private static Map<String, Object> with(Map<String, Object> values, String name, Object value) {
        Map<String, Object> now = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        now.putAll(values);
        now.remove(name);
        if (value != null) {
            now.put(name, value);
        }
        return now;
    }

    /** Keeps all values but the bad ones, whose last good values stay; gives the configuration as it should be stored. */
    Map<String, Object> keep(Pid pid, Map<String, ?> values, List<Bad> bad) {
        Map<String, Object> before = good.getOrDefault(pid.instance(), Map.of());
        Map<String, Object> now = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        now.putAll(values);
        bad.forEach(one -> restore(pid, one.setting(), before, now));
        good.put(pid.instance(), now);
        return new HashMap<>(now);
    }

    /** The last good value of a setting; empty when it has its default. */
    Optional<Object> last(Pid pid, String name) {
        return Optional.ofNullable(good.getOrDefault(pid.instance(), Map.of()).get(name));
    }

    /** Whether there are last good values of a configuration. */
    boolean knows(Pid pid) {
        return good.containsKey(pid.instance());
    }

    /** All last good values of a configuration. */
    Map<String, Object> last(Pid pid) {
        return good.getOrDefault(pid.instance(), Map.of());
    }

    /** Forgets a configuration that is no more. */
    void forget(Pid pid) {
        good.remove(pid.instance());
        owed.remove(pid.instance());
    }

    private void restore(Pid pid, Setting setting, Map<String, Object> before, Map<String, Object> now) {
        Object last = before.get(setting.name());
        if (last == null) {
            last = judge.makers(setting).or(() -> devices.own(pid, setting)).orElse(null);
        }
        if (last == null) {
            now.remove(setting.name());
        } else {
            now.put(setting.name(), last);
        }
    }

    /** In its text form; that in force without it when there is none. */
    private String text(Setting setting, Map<String, ?> values) {
        Object value = values.get(setting.name());
        return value == null ? judge.usual(setting) : ValueText.of(value);
    }
}
