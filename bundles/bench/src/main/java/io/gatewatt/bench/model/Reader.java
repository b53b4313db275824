// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.bench.model;

import io.gatewatt.bench.VirtualReader;
import java.util.function.Consumer;

/** A reader; a card that nobody listens for is seen by nobody. */
public final class Reader implements VirtualReader {

    private final int number;
    private final Listeners<String> cards = new Listeners<>();

    /** @param number 1 or more */
    public Reader(int number) {
        this.number = number;
    }

    /** Number of the reader, 1 or more. */
    public int number() {
        return number;
    }

    /** Holds a card at the reader. */
    public void present(String idTag) {
        cards.tell(idTag);
    }

    @Override
    public AutoCloseable listen(Consumer<String> sink) {
        return cards.add(sink);
    }
}
