// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.protocol.codec;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.gatewatt.ocpp.Action;
import io.gatewatt.ocpp.ErrorCode;
import io.gatewatt.ocpp.OcppException;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;

/** Reads a CALL, from behind its message id on. */
final class CallReader {

    private static final int LONGEST_ID = 36;

    private final Function<String, Optional<Action<?, ?>>> actions;
    private final Codecs codecs;

    CallReader(Function<String, Optional<Action<?, ?>>> actions, Codecs codecs) {
        this.actions = actions;
        this.codecs = codecs;
    }

    Message read(JsonParser parser, String id) {
        String name = "";
        try {
            name = name(parser, id);
            Action<?, ?> action = action(name);
            Record request = codecs.of(action.request()).readPayload(payload(parser), false);
            end(parser);
            return new Message.Call(id, action, request);
        } catch (OcppException e) {
            return new Message.BadCall(id, name, e);
        } catch (IOException e) {
            return new Message.BadCall(id, name, new OcppException(ErrorCode.FormationViolation, Words.of(e)));
        } catch (RuntimeException e) {
            return new Message.BadCall(id, name, new OcppException(ErrorCode.InternalError, Words.of(e)));
        }
    }

    private static String name(JsonParser parser, String id) throws IOException {
        if (parser.nextToken() != JsonToken.VALUE_STRING) {
            throw new OcppException(ErrorCode.FormationViolation, "the action is not a string");
        }
        if (id.isEmpty() || id.length() > LONGEST_ID) {
            throw new OcppException(ErrorCode.PropertyConstraintViolation, "the message id has not 1 to 36 characters");
        }
        return parser.getText();
    }

    private Action<?, ?> action(String name) {
        return actions.apply(name)
                .orElseThrow(() ->
                        new OcppException(ErrorCode.NotImplemented, "OCPP 1.6 has no action " + Words.quote(name)));
    }

    private static JsonParser payload(JsonParser parser) throws IOException {
        if (parser.nextToken() == JsonToken.END_ARRAY) {
            throw new OcppException(ErrorCode.FormationViolation, "the payload is missing");
        }
        return parser;
    }

    private static void end(JsonParser parser) throws IOException {
        if (parser.nextToken() != JsonToken.END_ARRAY) {
            throw new OcppException(ErrorCode.FormationViolation, "a CALL has four elements, not more");
        }
        if (parser.nextToken() != null) {
            throw new OcppException(ErrorCode.FormationViolation, "there is something behind the end of the message");
        }
    }
}
