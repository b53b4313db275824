// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Whiteboard, exactly one: knows what the references of the outbox mean. While there is none, the outbox waits.
 * All methods are called on the loop.
 */
@ConsumerType
public interface OutboxOwner {

    /**
     * Just before each transmission: the request as it shall go out, for example with the transaction id that is known by now. Called after a
     * commit, as an effect: it reads only, what it wrote to the store would be dropped.
     */
    <Q extends Record> Q prepare(Action<Q, ?> action, Q request, String reference);

    /** The message was confirmed. Called in the turn that removes it from the outbox, so what is stored here is durable together with that. */
    <Q extends Record, R extends Record> void confirmed(
            Action<Q, R> action, Q request, String reference, R confirmation);

    /** The message was given up after its last attempt. Called in the turn that removes it. */
    <Q extends Record> void dropped(Action<Q, ?> action, Q request, String reference, Exception lastFailure);
}
