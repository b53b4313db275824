// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.transport.serial;

import io.gatewatt.driver.DeviceException;
import java.time.Duration;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * One serial line, shared by all who use it. It opens itself, and again with growing pauses when the port has vanished. A driver refers to it by
 * {@code (line.id=…)}.
 */
@ProviderType
public interface SerialLine {

    /** Service property: unique name of the line in this station, for example {@code rs485}. */
    String ID = "line.id";

    /** Takes what arrives. Called on the line's own thread; returns at once. */
    @FunctionalInterface
    interface Listener {

        /** Bytes as they came, in order, split anywhere; the array is the listener's to keep. */
        void received(byte[] bytes);

        /** The port is open: told soon after the listening began, and whenever it has opened again. What was half received before is void. */
        default void opened() {}

        /** The port is gone. */
        default void lost() {}
    }

    /** Tells whether what has arrived since the request is an answer. */
    @FunctionalInterface
    interface Decoder<R> {

        /**
         * Looks at everything that arrived since the request was sent.
         *
         * @return the answer; empty when more must come
         * @throws DeviceException when this can never become an answer
         */
        Optional<R> decode(byte[] received) throws DeviceException;

        /** Longest pause within an answer: when it is over, what came is all, and the exchange ends before its deadline. By default there is none. */
        default Optional<Duration> longestPause() {
            return Optional.empty();
        }
    }

    /** Value of {@link #ID}. */
    String name();

    /**
     * Listens to the line from now on. Several may, for a driver's successor listens before it leaves.
     *
     * @return closes the listening; after that the listener is not called again
     */
    AutoCloseable listen(Listener listener);

    /**
     * Sends, without waiting for an answer.
     *
     * @throws DeviceException when the port is not open or does not take it
     */
    void send(byte[] bytes) throws DeviceException;

    /**
     * Sends a request and waits for its answer; one exchange at a time, others wait their turn. What arrived before it is not shown to the decoder.
     *
     * @param request may be empty, to wait for what comes by itself
     * @param deadline longest wait for the answer, from the sending
     * @throws NoAnswerException when no answer came in time
     * @throws DeviceException when the port is not open, or vanishes meanwhile
     */
    <R> R exchange(byte[] request, Decoder<R> answer, Duration deadline) throws DeviceException;
}
