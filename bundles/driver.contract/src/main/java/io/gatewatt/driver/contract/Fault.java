// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.driver.contract;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** What simulated devices have in common: their mode, and what is counted. */
final class Fault {

    /** What a device does now. */
    enum Mode {
        GOOD,
        GONE,
        REFUSING,
        GARBAGE
    }

    volatile Mode mode = Mode.GOOD;

    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicLong waited = new AtomicLong();
    private final List<Throwable> thrown = new ArrayList<>();

    /** Counts a request. */
    int request() {
        return requests.incrementAndGet();
    }

    int requests() {
        return requests.get();
    }

    void waited(Duration more) {
        waited.addAndGet(more.toNanos());
    }

    Duration waited() {
        return Duration.ofNanos(waited.get());
    }

    synchronized void thrown(Throwable more) {
        thrown.add(more);
    }

    synchronized List<Throwable> thrown() {
        return List.copyOf(thrown);
    }
}
