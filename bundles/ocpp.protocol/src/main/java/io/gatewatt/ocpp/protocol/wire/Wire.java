// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.protocol.wire;

/** Makes connections to a central system. Nothing here blocks. */
public interface Wire {

    /** Starts an attempt; its outcome and all that follows is told to the listener. */
    Attempt connect(Endpoint to, Listener listener);

    /** How a connection ended: whether what was sent last may have to do with it. */
    enum Ending {
        /** The other side closed it with a good-bye that does not say it goes away, or what it sent could not be read. */
        CLOSED,
        /** It broke without a good-bye. */
        CUT,
        /** The other side goes away or is busy, the link is dead, or the station itself has closed it. */
        UNRELATED
    }

    /** An attempt under way. */
    interface Attempt {

        /** Gives it up. What is told of it afterwards has no meaning any more, an opened connection is closed at once. */
        void cancel();
    }

    /** Is told what happens, one call at a time, on any thread: opened or failed first; after opened texts and pongs, closed at the end. */
    interface Listener {

        /** The connection is there, the sub-protocol agreed. */
        void opened(Connection connection);

        /** There will be none; the words say why and what to do. */
        void failed(String why);

        /** A text message. */
        void text(String message);

        /** The answer to a ping. */
        void pong();

        /** The connection is gone. */
        void closed(Ending ending, String why);
    }

    /** An open connection. From any thread. */
    interface Connection {

        /** Sends a text message; the action runs, on any thread, once it was written or has failed. */
        void send(String text, Runnable done);

        /** Sends a ping. */
        void ping();

        /** Closes with a proper good-bye; when the other side does not answer it soon, hard. */
        void close(String why);

        /** Cuts the connection. */
        void abort();
    }
}
