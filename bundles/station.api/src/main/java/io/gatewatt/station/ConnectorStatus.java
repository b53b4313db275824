// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.station;

/** Status of a connector, derived from facts. */
public enum ConnectorStatus {
    AVAILABLE,
    PREPARING,
    CHARGING,
    SUSPENDED_EVSE,
    SUSPENDED_EV,
    FINISHING,
    RESERVED,
    UNAVAILABLE,
    FAULTED
}
