// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.driver;

import java.util.function.Consumer;
import org.osgi.annotation.versioning.ConsumerType;

/** A button at a connector that ends charging. */
@ConsumerType
public interface StopButton {

    /** How the button was meant. */
    enum Press {
        /** End this session. */
        STOP,
        /** Emergency stop: end this session at once. */
        EMERGENCY
    }

    /**
     * Tells each press from now on, on any thread; the sink returns at once.
     *
     * @return closes the listening
     */
    AutoCloseable listen(Consumer<Press> sink);
}
