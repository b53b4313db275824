// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp;

import org.osgi.annotation.versioning.ProviderType;
import org.osgi.util.promise.Promise;

/** The central system as seen from the station. All methods only on the loop, except {@link #link()}. */
@ProviderType
public interface CentralSystem {

    /**
     * Calls the central system. Calls wait for each other; at most one is open.
     *
     * @return the confirmation; fails with {@link OcppException} when answered by a CALLERROR, and with {@link NoAnswerException} at once when
     *     there is no connection or the station is not accepted (BootNotification excepted), or later after a time-out or a lost connection
     */
    <Q extends Record, R extends Record> Promise<R> call(Action<Q, R> action, Q request);

    /** As {@link #call}, for a message the central system has triggered: goes out while registration is pending, too. */
    <Q extends Record, R extends Record> Promise<R> callTriggered(Action<Q, R> action, Q request);

    /** Tells the protocol what the boot sequence learnt; it opens and closes the gates of {@link RegistrationStatus}. */
    void registration(RegistrationStatus status);

    /** The state of the connection. From any thread. */
    Link link();

    /** Closes the connection and makes a new one, for example after a change of credentials. */
    void reconnect(String why);
}
