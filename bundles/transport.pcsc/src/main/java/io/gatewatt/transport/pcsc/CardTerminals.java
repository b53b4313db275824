// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.transport.pcsc;

import io.gatewatt.driver.DeviceException;
import java.util.function.Consumer;
import org.osgi.annotation.versioning.ProviderType;

/** All card terminals of the machine. Terminals come and go, and the PC/SC service may be restarted; who watches does not notice. */
@ProviderType
public interface CardTerminals {

    /** A card that has just been presented. Valid while the consumer is called. */
    interface Card {

        /** Name of the terminal, as PC/SC gives it. */
        String terminal();

        /** Answer to reset. */
        byte[] atr();

        /**
         * Sends a command to the card, or to the reader's own firmware.
         *
         * @param command at least 4 bytes
         * @return response with its two status bytes
         * @throws DeviceException when card or terminal is gone, or answers nothing
         */
        byte[] transmit(byte... command) throws DeviceException;
    }

    /**
     * Tells of each card presented from now on, once per presentation, on the transport's own thread, for at most as long as a few commands take. A card that lies in
     * a terminal when that is seen for the first time is not told: nobody has just presented it.
     *
     * @param terminal part of the name of the terminals to watch, case does not matter; empty for all
     * @return closes the watching; after that the consumer is not called again
     */
    AutoCloseable watch(String terminal, Consumer<Card> presented);
}
