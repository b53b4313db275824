// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.transport.modbus.runtime;

import java.util.concurrent.CompletableFuture;

/**
 * A request that waits for its turn or its answer.
 *
 * @param since when it was asked, {@link System#nanoTime}
 * @param answer function code and data
 */
record Pending(Request request, long since, CompletableFuture<byte[]> answer) {

    Pending(Request request) {
        this(request, System.nanoTime(), new CompletableFuture<>());
    }
}
