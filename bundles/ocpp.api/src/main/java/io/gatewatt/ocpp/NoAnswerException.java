// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp;

/** A call was not answered: no connection, not registered yet, connection lost, or time-out. */
public class NoAnswerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Why there is no answer, in words. */
    public NoAnswerException(String message) {
        super(message);
    }
}
