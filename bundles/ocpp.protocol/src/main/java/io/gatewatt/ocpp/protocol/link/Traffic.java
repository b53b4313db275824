// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.protocol.link;

import io.gatewatt.ocpp.protocol.wire.Wire;

/** What goes on over the connection that the {@link LinkKeeper} keeps. */
public interface Traffic {

    /** There is a connection. On the loop. */
    void connected(Wire.Connection connection);

    /**
     * A text came. On the wire's thread, so that decoding costs the loop nothing.
     *
     * @return what it means; runs on the loop while the connection lives
     */
    Runnable received(String text);

    /** The other side has answered a ping. On the loop. */
    void alive();

    /** The connection is gone. On the loop. */
    void disconnected(Wire.Ending ending, String why);
}
