package io.gatewatt.ocpp.config;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** All OCPP keys of the station at one moment, found in any case of letters. */
final class KeyCatalogue {

    private final TreeMap<String, KeyEntry> entries = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    /** The keys of these sets; of two keys of one name the first counts. */
    KeyCatalogue(Collection<LiveKeys> sets) {
        for (LiveKeys set : sets) {
            set.entries().forEach(entry -> entries.putIfAbsent(entry.name(), entry));
        }
    }

    /** All keys, by name. */
    List<KeyEntry> all() {
        return List.copyOf(entries.values());
    }

    /** The key of this name. */
    Optional<KeyEntry> find(String name) {
        return Optional.ofNullable(entries.get(name));
    }

    /** The value of a key that is a whole number; empty when there is no such key. */
    Optional<Integer> number(String name) {
        return find(name).flatMap(KeyEntry::value).map(Integer::valueOf);
    }

}
