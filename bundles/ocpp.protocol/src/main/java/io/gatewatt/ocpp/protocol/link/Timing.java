// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.protocol.link;

import java.time.Duration;

/**
 * The Core keys that the protocol itself obeys; values that make no sense are replaced by the nearest that does.
 *
 * @param messageTimeout MessageTimeout
 * @param pingInterval WebSocketPingInterval; zero is off
 * @param attempts TransactionMessageAttempts, 1 or more
 * @param retryInterval TransactionMessageRetryInterval
 */
public record Timing(Duration messageTimeout, Duration pingInterval, int attempts, Duration retryInterval) {

    /** What the keys are when nobody sets them. */
    public static final Timing DEFAULT = of(30, 30, 3, 60);

    /** From the keys in their units, seconds and times. */
    public static Timing of(int messageTimeout, int pingInterval, int attempts, int retryInterval) {
        return new Timing(
                Duration.ofSeconds(Math.max(1, messageTimeout)),
                Duration.ofSeconds(Math.max(0, pingInterval)),
                Math.max(1, attempts),
                Duration.ofSeconds(Math.max(0, retryInterval)));
    }
}
