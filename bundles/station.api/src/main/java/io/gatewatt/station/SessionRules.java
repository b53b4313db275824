// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.station;

import java.time.Duration;

/**
 * The rules of a session that a central system or an operator may set.
 *
 * @param connectionTimeout how long an authorisation waits for the cable; zero waits for ever
 * @param stopOnEvDisconnect whether a transaction ends when the cable is pulled from the vehicle; else it is suspended
 * @param unlockOnEvDisconnect whether the station's side is unlocked then
 */
public record SessionRules(Duration connectionTimeout, boolean stopOnEvDisconnect, boolean unlockOnEvDisconnect) {

    /** Rules in force until somebody sets others. */
    public static final SessionRules DEFAULT = new SessionRules(Duration.ofSeconds(60), true, true);
}
