// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.protocol.wire;

import org.eclipse.jetty.io.ClientConnector;

/** Gives the Jetty connector that opens the sockets, so that a bench can put its own network in between. From any thread. */
public interface ConnectorSource {

    /** Plain sockets of the operating system. */
    ConnectorSource PLAIN = new ConnectorSource() {
        @Override
        public ClientConnector take() {
            return new ClientConnector();
        }

        @Override
        public void giveBack(ClientConnector connector) {
            // Nobody wants it back.
        }
    };

    /** A new connector, not started. */
    ClientConnector take();

    /** A connector that was taken, stopped. */
    void giveBack(ClientConnector connector);
}
