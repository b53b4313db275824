// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.transport.pcsc.runtime;

/** Pauses between attempts to reach PC/SC: 0.2 s, then twice the last, at most 5 s. */
final class Backoff {

    private static final long FIRST = 200;
    private static final long LONGEST = 5000;

    private long next = FIRST;

    /** The pause before the next attempt, ms. */
    long next() {
        long pause = next;
        next = Math.min(2 * next, LONGEST);
        return pause;
    }

    /** It went well: begins anew. */
    void reset() {
        next = FIRST;
    }
}
