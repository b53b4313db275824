// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.bench.model;

/**
 * A register that counts energy: whole Wh to be seen, the rest of a Wh kept. In integers, so that reading often changes nothing. Not
 * safe for threads.
 */
final class Register {

    /** One Wh in mW ns. */
    private static final long WH = 3_600_000L * 1_000_000_000L;
    /** Longest step that cannot overflow below 90 kW, ns. */
    private static final long STEP = 100_000_000_000L;

    private long wh;
    private long carry;
    private long since;

    Register(long wh, long nanos) {
        this.wh = wh;
        this.since = nanos;
    }

    /** Counts what flowed since the last call at this power, W. */
    void advance(long nanos, double watts) {
        long milliwatts = Math.round(watts * 1000);
        long left = milliwatts == 0 ? 0 : Math.max(0, nanos - since);
        since = nanos;
        while (left > 0) {
            long step = Math.min(left, STEP);
            carry += milliwatts * step;
            wh += carry / WH;
            carry %= WH;
            left -= step;
        }
    }

    void set(long value) {
        wh = value;
        carry = 0;
    }

    long wh() {
        return wh;
    }
}
