// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp;

/** How the central system answered the BootNotification, from the wire's point of view. */
public enum RegistrationStatus {
    /** Not asked yet since the start: only BootNotification may be sent, calls are answered. */
    UNKNOWN,
    /** Calls are answered, except remote start and stop; only what is triggered is sent. */
    Pending,
    /** Silence in both directions until the next BootNotification. */
    Rejected,
    /** Everything goes. */
    Accepted
}
