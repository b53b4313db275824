// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.v16;

/**
 * One measured value (OCPP 1.6 section 7.43).
 *
 * @param value the value in decimal, or signed data
 * @param context why it was measured, or null for Sample.Periodic
 * @param format null for Raw
 * @param measurand what was measured, or null for Energy.Active.Import.Register
 * @param phase the conductor, or null for the whole connection
 * @param location where it was measured, or null for Outlet
 * @param unit its unit, or null for Wh; a value without a unit, and a frequency, has none
 */
public record SampledValue(
        String value,
        ReadingContext context,
        Format format,
        Measurand measurand,
        Phase phase,
        Location location,
        UnitOfMeasure unit) {

    /** @throws io.gatewatt.ocpp.OcppException when the value is missing */
    public SampledValue {
        Check.required("value", value);
    }

    /** Energy.Active.Import.Register in Wh, sampled periodically at the outlet: all that a bare value means. */
    public SampledValue(String value) {
        this(value, null, null, null, null, null, null);
    }

    /** Form of the value (OCPP 1.6 section 7.49). */
    public enum Format {
        Raw,
        SignedData
    }

    /** Where a value was measured (OCPP 1.6 section 7.30). */
    public enum Location {
        Body,
        Cable,
        EV,
        Inlet,
        Outlet
    }

    /** The conductor, or pair of conductors, of a value (OCPP 1.6 section 7.34). */
    public enum Phase {
        L1("L1"),
        L2("L2"),
        L3("L3"),
        N("N"),
        L1_N("L1-N"),
        L2_N("L2-N"),
        L3_N("L3-N"),
        L1_L2("L1-L2"),
        L2_L3("L2-L3"),
        L3_L1("L3-L1");

        private final String wireName;

        Phase(String wireName) {
            this.wireName = wireName;
        }

        /** The name on the wire. */
        @Override
        public String toString() {
            return wireName;
        }
    }
}
