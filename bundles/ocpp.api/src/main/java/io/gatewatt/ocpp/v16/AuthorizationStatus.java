// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.v16;

/** What the central system thinks of an identification (OCPP 1.6 section 7.2). */
public enum AuthorizationStatus {
    Accepted,
    Blocked,
    Expired,
    Invalid,
    /** The identification charges elsewhere already. */
    ConcurrentTx
}
