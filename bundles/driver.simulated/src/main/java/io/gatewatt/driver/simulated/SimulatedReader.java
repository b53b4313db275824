// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.driver.simulated;

import io.gatewatt.bench.VirtualReader;
import io.gatewatt.driver.Token;
import io.gatewatt.driver.TokenReader;
import java.util.function.Consumer;

/** A virtual reader: cards to tokens. */
record SimulatedReader(VirtualReader reader) implements TokenReader {

    @Override
    public AutoCloseable listen(Consumer<Token> sink) {
        return reader.listen(card -> sink.accept(Token.rfid(card)));
    }
}
