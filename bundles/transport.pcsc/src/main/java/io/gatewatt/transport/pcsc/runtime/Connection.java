// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.transport.pcsc.runtime;

import javax.smartcardio.CardException;
import javax.smartcardio.CardTerminals;

/**
 * A connection to the PC/SC service. It does not outlive a restart of the service.
 *
 * @param terminals those of the connection
 * @param end closes it
 */
record Connection(CardTerminals terminals, End end) implements AutoCloseable {

    /** Makes connections. */
    @FunctionalInterface
    interface Opener {

        /** @throws CardException when the service is not there, in words for a technician */
        Connection open() throws CardException;
    }

    /** Closes a connection. */
    @FunctionalInterface
    interface End {

        void close() throws CardException;
    }

    @Override
    public void close() throws CardException {
        end.close();
    }
}
