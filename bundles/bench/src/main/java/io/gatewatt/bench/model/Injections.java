// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.bench.model;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Rare conditions that a person can switch on. */
public final class Injections {

    private final Map<String, Consumer<Boolean>> effects;
    private final Map<String, Boolean> flags = new ConcurrentHashMap<>();

    /** @param effects what each condition does besides being known; the keys are the conditions there are */
    public Injections(Map<String, Consumer<Boolean>> effects) {
        this.effects = Map.copyOf(effects);
    }

    /**
     * Switches a condition.
     *
     * @param what one of the keys given to the constructor
     */
    public void set(String what, boolean on) {
        effects.get(what).accept(on);
        flags.put(what, on);
    }

    /** Whether the condition is on. */
    public boolean on(String what) {
        return flags.getOrDefault(what, false);
    }

    /** All conditions, by name. */
    public Map<String, Boolean> all() {
        Map<String, Boolean> all = new TreeMap<>();
        effects.keySet().forEach(what -> all.put(what, on(what)));
        return all;
    }
}
