package io.gatewatt.station.core;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Whiteboard services, the highest ranking first, of equals the oldest. Only on the loop. */
final class Ranked<S> {

    private record Entry<S>(S service, int ranking, long id) {}

    private final List<Entry<S>> entries = new ArrayList<>();

    void add(S service, int ranking, long id) {
        entries.add(new Entry<>(service, ranking, id));
        entries.sort(Comparator.comparingInt((Entry<S> e) -> -e.ranking()).thenComparingLong(Entry::id));
    }

    void remove(S service) {
        entries.removeIf(entry -> entry.service() == service);
    }

    /** A copy. */
    List<S> all() {
        return entries.stream().map(Entry::service).toList();
    }
}
