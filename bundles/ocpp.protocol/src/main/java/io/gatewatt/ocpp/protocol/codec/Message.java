// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.protocol.codec;

import io.gatewatt.ocpp.Action;
import io.gatewatt.ocpp.ErrorCode;
import io.gatewatt.ocpp.OcppException;

/** What a frame says. */
public sealed interface Message {

    /**
     * A good call.
     *
     * @param id message id, 1 to 36 characters
     * @param action a known action
     * @param request its payload, checked
     */
    record Call(String id, Action<?, ?> action, Record request) implements Message {}

    /**
     * A call that is to be answered with a CALLERROR.
     *
     * @param id message id as received, to be answered verbatim
     * @param action name of the action as received; empty when it could not be read
     * @param problem code and words of the CALLERROR
     */
    record BadCall(String id, String action, OcppException problem) implements Message {}

    /**
     * A confirmation, to be read by {@link FrameCodec#confirmation} once its call is found.
     *
     * @param id message id of the call
     * @param payload the payload as received
     */
    record Result(String id, String payload) implements Message {}

    /**
     * A CALLERROR.
     *
     * @param id message id of the call
     * @param code the code; GenericError for one that is not known
     * @param description words, may be empty; begin with the code when that is not known
     * @param details a JSON object as received
     */
    record Failure(String id, ErrorCode code, String description, String details) implements Message {}

    /**
     * Something that has no answer: no JSON, no message, a message of another type.
     *
     * @param id of the call that this tries to answer; null when none could be read
     * @param problem what is wrong, in words
     */
    record Malformed(String id, String problem) implements Message {}
}
