// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.config.settings;

/** A value breaks a rule. The message says which, as the rest of a sentence that began with the value. */
public final class BadValueException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    BadValueException(String message) {
        super(message);
    }
}
