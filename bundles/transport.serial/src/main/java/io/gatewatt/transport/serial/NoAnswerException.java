// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.transport.serial;

import io.gatewatt.driver.DeviceException;

/** The port is open and took the request, but nothing that is an answer came in time: the device is silent, not the line. */
public class NoAnswerException extends DeviceException {

    private static final long serialVersionUID = 1L;

    private final int received;

    /**
     * A silence in words.
     *
     * @param received how many bytes came that were no answer; 0 means that the device is silent
     */
    public NoAnswerException(String message, int received) {
        super(message);
        this.received = received;
    }

    /** How many bytes came that were no answer. */
    public int received() {
        return received;
    }
}
