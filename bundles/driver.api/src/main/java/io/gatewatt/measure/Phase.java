// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.measure;

/** The conductor, or pair of conductors, a value belongs to. */
public enum Phase {
    /** The value of the whole connection: a sum, or the only one there is. */
    ALL,
    L1,
    L2,
    L3,
    N,
    L1_N,
    L2_N,
    L3_N,
    L1_L2,
    L2_L3,
    L3_L1
}
