// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp;

import org.osgi.annotation.versioning.ConsumerType;
import org.osgi.util.promise.Promise;

/**
 * Serves one action that the central system calls. Register it as a service; the service ranking orders handlers of one
 * action, and one may {@linkplain Reply#pass() pass} to the next. The action is supported for as long as a handler is there.
 */
@ConsumerType
public interface CallHandler<Q extends Record, R extends Record> {

    /** The action served. */
    Action<Q, R> action();

    /**
     * Handles a call, on the loop. The request has been checked against its type.
     *
     * @return the reply; a promise failed with an {@link OcppException} gives that CALLERROR, any other failure InternalError
     */
    Promise<Reply<R>> handle(Q request);
}
