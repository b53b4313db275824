// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.bench.model;

/** How a meter may misbehave. */
public enum MeterBehaviour {
    OK,
    /** Does not answer. */
    SILENT,
    /** The register counts down. */
    BACKWARDS,
    /** Answers, but with no number. */
    NAN
}
