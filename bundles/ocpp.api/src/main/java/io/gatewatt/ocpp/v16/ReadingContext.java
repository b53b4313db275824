// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.v16;

/** Why a value was measured (OCPP 1.6 section 7.35). */
public enum ReadingContext {
    InterruptionBegin("Interruption.Begin"),
    InterruptionEnd("Interruption.End"),
    Other("Other"),
    /** Aligned to the clock. */
    SampleClock("Sample.Clock"),
    /** A fixed time after the last one. */
    SamplePeriodic("Sample.Periodic"),
    TransactionBegin("Transaction.Begin"),
    TransactionEnd("Transaction.End"),
    /** Asked for by TriggerMessage. */
    Trigger("Trigger");

    private final String wireName;

    ReadingContext(String wireName) {
        this.wireName = wireName;
    }

    /** The name on the wire. */
    @Override
    public String toString() {
        return wireName;
    }
}
