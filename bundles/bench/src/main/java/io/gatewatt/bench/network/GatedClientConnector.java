// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.bench.network;

import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.util.Promise;

/** Makes connections that pass through the gate. */
public final class GatedClientConnector extends ClientConnector {

    private final NetworkGate gate;

    /** @param gate the gate of all its connections */
    public GatedClientConnector(NetworkGate gate) {
        this.gate = gate;
    }

    @Override
    public void connect(SocketAddress address, Map<String, Object> context) {
        if (gate.up()) {
            super.connect(address, context);
            return;
        }
        Promise<?> promise = (Promise<?>) context.get(CONNECTION_PROMISE_CONTEXT_KEY);
        if (gate.silent()) {
            Exception noAnswer =
                    new SocketTimeoutException("no answer from " + address + "; network switched off at the bench");
            getScheduler()
                    .schedule(
                            () -> promise.failed(noAnswer), getConnectTimeout().toMillis(), TimeUnit.MILLISECONDS);
        } else {
            promise.failed(NetworkGate.down());
        }
    }

    @Override
    protected EndPoint newEndPoint(SelectableChannel channel, ManagedSelector selector, SelectionKey key) {
        GatedEndPoint endPoint = new GatedEndPoint((SocketChannel) channel, selector, key, getScheduler(), gate);
        gate.opened(endPoint);
        return endPoint;
    }
}
