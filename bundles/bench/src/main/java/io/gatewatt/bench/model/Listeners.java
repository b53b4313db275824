// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.bench.model;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Who wants to hear of something; any thread. */
final class Listeners<T> {

    private final List<Consumer<T>> sinks = new CopyOnWriteArrayList<>();

    @SuppressWarnings("UnnecessaryMethodReference") // it makes an object
    AutoCloseable add(Consumer<T> sink) {
        // A list of its own identity: closing removes this listening, not an equal one.
        Consumer<T> own = sink::accept;
        sinks.add(own);
        return () -> sinks.remove(own);
    }

    void tell(T value) {
        sinks.forEach(sink -> sink.accept(value));
    }
}
