// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp;

import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Whiteboard: a message that the central system may ask for, by TriggerMessage (OCPP 1.6 section 5.17) or by the ExtendedTriggerMessage of
 * the security whitepaper. Who sends a message offers it here, one service for each; what nobody offers is not implemented.
 */
@ConsumerType
public interface Triggerable {

    /** The message as it is named on the wire, for example {@code MeterValues}. */
    String message();

    /**
     * The central system asks for the message. Called on the loop.
     *
     * @param connector of which connector, 0 or any other number; empty for all. Of no meaning to a message that belongs to no connector
     * @return what sends the message, by {@link CentralSystem#callTriggered}; it runs on the loop once the answer is on the wire. Empty when
     *     the request is rejected, as it must be for a connector that is not there
     */
    Optional<Runnable> trigger(Optional<Integer> connector);
}
