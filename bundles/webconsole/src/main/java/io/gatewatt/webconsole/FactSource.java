// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.webconsole;

import io.gatewatt.ocpp.Frame;
import java.time.Instant;
import java.util.List;

/** Where pages get what they show; safe for threads, never waits. */
interface FactSource {

    /** What is known now. */
    Facts facts();

    /** Frames after the given sequence number, oldest first. */
    List<Frame> framesSince(long sequence);

    /** Changes when frames are counted from the beginning again. */
    String epoch();

    /** The station's wall clock. */
    Instant now();
}
