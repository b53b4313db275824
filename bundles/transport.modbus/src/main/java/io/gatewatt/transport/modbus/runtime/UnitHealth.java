// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.transport.modbus.runtime;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Which units do not answer. One that has failed several times in a row is asked rarely, so that its neighbours need not wait for it. */
final class UnitHealth {

    /** So many failures in a row. */
    static final int FAILURES = 3;

    /** Then so long between requests. */
    static final long PAUSE = TimeUnit.SECONDS.toNanos(2);

    private final Map<Integer, Silence> silences = new HashMap<>();

    /** How long the unit is not to be asked, ns from now; 0 or less: it may be. */
    synchronized long pause(int unit, long now) {
        Silence silence = silences.get(unit);
        return silence == null || silence.failures < FAILURES ? 0 : silence.last + PAUSE - now;
    }

    /** It did not answer; true when it is asked rarely from now on. */
    synchronized boolean failed(int unit, long now) {
        Silence before = silences.getOrDefault(unit, new Silence(0, now));
        silences.put(unit, new Silence(before.failures + 1, now));
        return before.failures + 1 == FAILURES;
    }

    /** It answered; true when it was asked rarely until now. */
    synchronized boolean answered(int unit) {
        Silence silence = silences.remove(unit);
        return silence != null && silence.failures >= FAILURES;
    }

    private record Silence(int failures, long last) {}
}
