// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.transport.modbus.runtime;

import io.gatewatt.driver.DeviceException;

/** What came is no answer to what was asked: broken on the line, or meant for another. */
final class BadFrameException extends DeviceException {

    private static final long serialVersionUID = 1L;

    BadFrameException(String message) {
        super(message);
    }
}
