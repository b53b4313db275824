// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.protocol.session;

import io.gatewatt.ocpp.protocol.wire.Wire;

/** What becomes of an own call. Exactly one method is called, in a turn. */
interface Outcome<R extends Record> {

    /** It was answered. */
    void confirmed(R confirmation);

    /** It was answered by a CALLERROR, or not in time, or could not be written or read. */
    void failed(Exception failure);

    /** It was not sent, or the connection was lost before the answer: nobody is to blame. */
    void lost(String why);

    /** Whether a missing answer is a failure only once the link has shown that it lives; on a dead one the call is lost. */
    default boolean blamesTheLink() {
        return false;
    }

    /** The connection ended while it was open, although the link had been good: perhaps it is to blame. */
    default void hungUp(Wire.Ending ending, String why) {
        lost(why);
    }
}
