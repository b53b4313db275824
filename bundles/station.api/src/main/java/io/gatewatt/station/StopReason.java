// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.station;

/** Why a transaction ended. */
public enum StopReason {
    DE_AUTHORIZED,
    EMERGENCY_STOP,
    EV_DISCONNECTED,
    HARD_RESET,
    LOCAL,
    OTHER,
    POWER_LOSS,
    REBOOT,
    REMOTE,
    SOFT_RESET,
    UNLOCK_COMMAND
}
