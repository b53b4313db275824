// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.driver;

/** The device did not do, or did not say, what was asked. The message is for a technician: what failed and what to check. */
public class DeviceException extends Exception {

    private static final long serialVersionUID = 1L;

    /** A failure in words. */
    public DeviceException(String message) {
        super(message);
    }

    /** A failure in words, with what caused it. */
    public DeviceException(String message, Throwable cause) {
        super(message, cause);
    }
}
