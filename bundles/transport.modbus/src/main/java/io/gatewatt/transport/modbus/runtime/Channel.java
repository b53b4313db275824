// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.transport.modbus.runtime;

import io.gatewatt.driver.DeviceException;
import io.gatewatt.transport.serial.SerialLine;
import java.time.Duration;

/** Carries frames: a serial line or a socket. Used by the bus's thread only, but for {@link #close}. */
interface Channel {

    /** As {@link SerialLine#exchange}. */
    <R> R exchange(byte[] request, SerialLine.Decoder<R> answer, Duration deadline) throws DeviceException;

    /** After a broken answer: makes sure that what comes next is the answer to what is asked next. */
    void afterGarbage() throws DeviceException;

    /** After no answer at all: one that comes late is not to be taken for the next. */
    void afterSilence() throws DeviceException;

    /** Ends an exchange that runs, and all to come. On any thread. */
    void close();
}
