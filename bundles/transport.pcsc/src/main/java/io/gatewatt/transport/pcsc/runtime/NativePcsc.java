// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.transport.pcsc.runtime;

import javax.smartcardio.CardException;
import jnasmartcardio.Smartcardio.EstablishContextException;
import jnasmartcardio.Smartcardio.JnaCardTerminals;
import jnasmartcardio.Smartcardio.JnaTerminalFactorySpi;

/**
 * PC/SC of the machine. Not by the provider of the JDK: it keeps one connection for the life of the JVM, and answers SCARD_E_NO_SERVICE for good once the
 * service was restarted.
 */
final class NativePcsc implements Connection.Opener {

    private JnaTerminalFactorySpi library;

    @Override
    public Connection open() throws CardException {
        try {
            if (library == null) {
                library = new JnaTerminalFactorySpi((Object) null);
            }
            JnaCardTerminals terminals = (JnaCardTerminals) library.engineTerminals();
            return new Connection(terminals, terminals::close);
        } catch (EstablishContextException e) {
            throw new CardException(
                    "the PC/SC service does not answer: install pcscd, and start it (systemctl start pcscd.socket)", e);
        } catch (LinkageError e) {
            throw new CardException("there is no PC/SC library: install libpcsclite1 (" + e.getMessage() + ")", e);
        }
    }
}
