// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.station.core;

/**
 * The register of a connector, continuous over meter swaps: what the meter shows plus an offset. Within a transaction it never goes
 * backwards; between transactions it is the meter's own ({@link #fresh}).
 *
 * @param serial serial number of the meter last read
 * @param rawWh what that meter showed, Wh
 * @param offsetWh what is added to it, Wh; may be negative
 */
record MeterLedger(String serial, long rawWh, long offsetWh) {

    /** The register, Wh. */
    long registerWh() {
        return rawWh + offsetWh;
    }

    /** A ledger that begins with this reading. */
    static MeterLedger fresh(String serial, long rawWh) {
        return new MeterLedger(serial, rawWh, 0);
    }

    /** Whether this reading continues the last one: the same meter, not below. Energy of a gap is then simply there. */
    boolean continues(String nextSerial, long nextRawWh) {
        return nextSerial.equals(serial) && nextRawWh >= rawWh;
    }

    /** The ledger after a reading; one that does not continue moves the offset so that the register stands still. */
    MeterLedger take(String nextSerial, long nextRawWh) {
        long offset = continues(nextSerial, nextRawWh) ? offsetWh : registerWh() - nextRawWh;
        return new MeterLedger(nextSerial, nextRawWh, offset);
    }
}
