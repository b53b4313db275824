// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.bench.model;

/** Which end of the cable is meant; HALF = the plug is not fully in the station's socket. */
public enum Side {
    BOTH,
    EV,
    STATION,
    HALF
}
