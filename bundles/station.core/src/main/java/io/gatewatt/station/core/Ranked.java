// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.station.core;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whiteboard services, the highest ranking first, of equals the oldest. Only on the loop. */
final class Ranked<S> {

    private record Entry<S>(S service, int ranking, long id) {}

    private static final Logger LOG = LoggerFactory.getLogger(Ranked.class);

    private final Set<S> broken = Collections.newSetFromMap(new IdentityHashMap<>());
    private final List<Entry<S>> entries = new ArrayList<>();

    void add(S service, int ranking, long id) {
        entries.add(new Entry<>(service, ranking, id));
        entries.sort(Comparator.comparingInt((Entry<S> e) -> -e.ranking()).thenComparingLong(Entry::id));
    }

    void remove(S service) {
        broken.remove(service);
        entries.removeIf(entry -> entry.service() == service);
    }

    /**
     * Asks all for an answer. One that throws has none, and is told of once.
     *
     * @return their answers in order
     */
    <R> List<R> ask(Function<S, R> question) {
        List<R> answers = new ArrayList<>();
        for (S service : all()) {
            try {
                answers.add(question.apply(service));
            } catch (RuntimeException | LinkageError e) {
                if (broken.add(service)) {
                    LOG.error("{} failed; where it fails it is not heard", service, e);
                }
            }
        }
        return answers;
    }

    /** A copy. */
    List<S> all() {
        return entries.stream().map(Entry::service).toList();
    }
}
