// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.driver;

import java.util.function.Consumer;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A reader of identification tokens. Pushing, for a card cannot be polled for. A card that stays in the field is told once: only its driver
 * knows how often the hardware repeats itself, and to show a card again, however soon, means something.
 */
@ConsumerType
public interface TokenReader {

    /**
     * Gives each token presented from now on to the sink, on any thread; the sink returns at once.
     *
     * @return closes the listening; after that the sink is not called again
     */
    AutoCloseable listen(Consumer<Token> sink);
}
