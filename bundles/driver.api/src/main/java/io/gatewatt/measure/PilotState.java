// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.measure;

/** Control-pilot states of IEC 61851-1, table A.1. */
public enum PilotState {
    /** No vehicle. */
    A,
    /** Vehicle connected, does not ask for energy. */
    B,
    /** Vehicle asks for energy. */
    C,
    /** Vehicle asks for energy and ventilation. */
    D,
    /** Pilot shorted, or no supply. */
    E,
    /** Station not available. */
    F;

    /** Whether a vehicle is connected. */
    public boolean vehicle() {
        return this == B || this == C || this == D;
    }

    /** Whether the vehicle asks for energy. */
    public boolean demand() {
        return this == C || this == D;
    }
}
