// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp;

import org.osgi.annotation.versioning.ProviderType;

/**
 * The durable, chronological queue of transaction messages (StartTransaction, MeterValues, StopTransaction). What is added
 * in a turn is committed with it; it is sent when the station is connected and accepted, in order, and retried by
 * TransactionMessageAttempts and TransactionMessageRetryInterval (OCPP 1.6 section 3.7.1). Only on the loop.
 */
@ProviderType
public interface Outbox {

    /**
     * Queues a message.
     *
     * @param reference the station's own key of the transaction, given back to the {@link OutboxOwner}; empty when the message
     *     belongs to none
     */
    <Q extends Record, R extends Record> void add(Action<Q, R> action, Q request, String reference);

    /** Messages waiting, the one on the wire included. */
    int depth();
}
