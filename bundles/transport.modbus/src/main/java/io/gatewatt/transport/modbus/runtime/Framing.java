// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.transport.modbus.runtime;

import io.gatewatt.driver.DeviceException;
import io.gatewatt.transport.serial.SerialLine;
import java.util.Optional;

/** How requests and answers are put on the wire. Pure: it does no I/O, and is used by the bus's thread only. */
interface Framing {

    /** A request on its way. */
    interface Exchange extends SerialLine.Decoder<byte[]> {

        /** What to send. */
        byte[] frame();

        /**
         * Looks at all that has arrived since.
         *
         * @return function code and data of the answer; empty when more must come
         * @throws BadFrameException when it is broken or meant for another
         */
        @Override
        Optional<byte[]> decode(byte[] received) throws DeviceException;

        /** Nobody waits for the answer any more. */
        default void givenUp() {}
    }

    Exchange begin(Request request);
}
