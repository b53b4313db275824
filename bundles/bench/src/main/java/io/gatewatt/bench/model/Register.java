package io.gatewatt.bench.model;

/** A register that counts energy: whole Wh to be seen, the rest of a Wh kept. Not safe for threads. */
final class Register {

    private static final double NANOS_PER_HOUR = 3_600e9;

    private long wh;
    private double carry;
    private long since;

    Register(long wh, long nanos) {
        this.wh = wh;
        this.since = nanos;
    }

    /** Counts what flowed since the last call at this power, W. */
    void advance(long nanos, double watts) {
        carry += watts * Math.max(0, nanos - since) / NANOS_PER_HOUR;
        since = nanos;
        long whole = (long) carry;
        wh += whole;
        carry -= whole;
    }

    void set(long value) {
        wh = value;
        carry = 0;
    }

    long wh() {
        return wh;
    }
}
