// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.config;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** All OCPP keys of the station at one moment, found in any case of letters. */
final class KeyCatalogue {

    private final List<LiveKeys> sets;

    /** The keys of these sets; of two keys of one name the first counts. */
    KeyCatalogue(Collection<LiveKeys> sets) {
        this.sets = List.copyOf(sets);
    }

    /** All keys, by name. */
    List<KeyEntry> all() {
        TreeMap<String, KeyEntry> entries = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (LiveKeys set : sets) {
            set.entries().forEach(entry -> entries.putIfAbsent(entry.name(), entry));
        }
        return List.copyOf(entries.values());
    }

    /** The key of this name; no other key is looked at, because a central system may ask for one after the other. */
    Optional<KeyEntry> find(String name) {
        for (LiveKeys set : sets) {
            Optional<KeyEntry> found = set.find(name);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /** The value of a key that is a whole number; empty when there is no such key. */
    Optional<Integer> number(String name) {
        return find(name).flatMap(KeyEntry::value).map(Integer::valueOf);
    }
}
