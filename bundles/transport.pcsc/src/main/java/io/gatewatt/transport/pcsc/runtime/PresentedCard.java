// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.transport.pcsc.runtime;

import io.gatewatt.driver.DeviceException;
import io.gatewatt.transport.pcsc.CardTerminals;
import javax.smartcardio.Card;
import javax.smartcardio.CardException;
import javax.smartcardio.CardTerminal;
import javax.smartcardio.CommandAPDU;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A card in a terminal, shared with whoever else talks to it, and left as it is. */
final class PresentedCard implements CardTerminals.Card, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PresentedCard.class);

    private final String terminal;
    private final Card card;
    private volatile boolean closed;

    /** @throws DeviceException when nobody can talk to it, for example because it has left again */
    PresentedCard(CardTerminal terminal) throws DeviceException {
        this.terminal = terminal.getName();
        try {
            this.card = terminal.connect("*");
        } catch (CardException | RuntimeException e) {
            throw new DeviceException(
                    "the card in " + this.terminal + " cannot be talked to: hold it longer, or it is of another kind ("
                            + e.getMessage() + ")",
                    e);
        }
    }

    @Override
    public String terminal() {
        return terminal;
    }

    @Override
    public byte[] atr() {
        return card.getATR().getBytes();
    }

    @Override
    public byte[] transmit(byte... command) throws DeviceException {
        if (closed) {
            throw new DeviceException("the card in " + terminal + " is no longer talked to");
        }
        try {
            return card.getBasicChannel().transmit(new CommandAPDU(command)).getBytes();
        } catch (CardException | RuntimeException e) { // an empty answer is an IllegalArgumentException
            throw new DeviceException(
                    "the card in " + terminal + " does not answer: hold it longer (" + e.getMessage() + ")", e);
        }
    }

    @Override
    public void close() {
        closed = true;
        try {
            card.disconnect(false);
        } catch (CardException | RuntimeException e) {
            LOG.debug("the card in {} has left", terminal, e);
        }
    }
}
