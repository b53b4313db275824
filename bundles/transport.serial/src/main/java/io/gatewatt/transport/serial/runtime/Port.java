// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.transport.serial.runtime;

import java.io.IOException;

/** One opened port. Its calls are native ones: any of them may hang, so nobody calls them but {@link PortKeeper}'s threads. */
interface Port {

    /** Opens ports. */
    @FunctionalInterface
    interface Opener {

        /** @throws IOException when it cannot be opened; the message says why, and what to check */
        Port open() throws IOException;

        /** Whether there is something to open; a look at the file system, no more. */
        default boolean present() {
            return true;
        }
    }

    /**
     * Waits a fraction of a second for bytes.
     *
     * @return how many came, 0 when none did, -1 when the port is gone
     */
    int read(byte[] into);

    /** Hands all bytes to the system; false when the port is gone. */
    boolean write(byte[] bytes);

    /** Gives the port back. May be called more than once, and on any thread. */
    void close();
}
