// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.transport.modbus.runtime;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Requests that wait: writes before reads; among them the unit that was served longest ago; for one unit, as they came. Its monitor guards it. */
final class RequestQueue {

    private final List<Pending> waiting = new ArrayList<>();
    private final Map<Integer, Long> served = new HashMap<>();
    private long turns;

    synchronized void add(Pending pending) {
        waiting.add(pending);
        notifyAll();
    }

    /** Its caller waits no longer; true when it was still here. */
    synchronized boolean remove(Pending pending) {
        return waiting.remove(pending);
    }

    /** Waits for the next. */
    synchronized Pending take() throws InterruptedException {
        while (waiting.isEmpty()) {
            wait();
        }
        Pending next = waiting.get(0);
        for (Pending other : waiting) {
            if (before(other, next)) {
                next = other;
            }
        }
        remove(next);
        served.put(next.request().unit(), ++turns);
        return next;
    }

    synchronized int size() {
        return waiting.size();
    }

    /** Takes all that wait. */
    synchronized List<Pending> clear() {
        List<Pending> all = List.copyOf(waiting);
        waiting.clear();
        return all;
    }

    private boolean before(Pending one, Pending other) {
        boolean writes = one.request().function().writes();
        if (writes != other.request().function().writes()) {
            return writes;
        }
        return served(one) < served(other);
    }

    private long served(Pending pending) {
        return served.getOrDefault(pending.request().unit(), 0L);
    }
}
