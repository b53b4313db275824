package io.gatewatt.driver;

import java.util.function.Consumer;
import org.osgi.annotation.versioning.ConsumerType;

/** A reader of identification tokens. Pushing, for a card cannot be polled for. */
@ConsumerType
public interface TokenReader {

    /**
     * Gives each token presented from now on to the sink, on any thread; the sink returns at once.
     *
     * @return closes the listening; after that the sink is not called again
     */
    AutoCloseable listen(Consumer<Token> sink);
}
