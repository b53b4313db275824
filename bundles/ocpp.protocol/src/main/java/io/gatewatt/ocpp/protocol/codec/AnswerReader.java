// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.protocol.codec;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.gatewatt.ocpp.ErrorCode;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads a CALLRESULT or CALLERROR, from behind its message id on. Tolerates what does no harm: nobody can be told. */
final class AnswerReader {

    private static final String NOTHING = "{}";
    private static final Map<String, ErrorCode> CODES = Arrays.stream(ErrorCode.values())
            .collect(Collectors.toUnmodifiableMap(ErrorCode::name, Function.identity()));

    /** Spellings that are right in English or in later editions, but not in OCPP-J 1.6. */
    private static final Map<String, ErrorCode> OTHER_SPELLINGS = Map.of(
            "FormatViolation", ErrorCode.FormationViolation,
            "OccurrenceConstraintViolation", ErrorCode.OccurenceConstraintViolation);

    private AnswerReader() {}

    static Message result(JsonParser parser, String id, String frame) throws IOException {
        JsonToken token = parser.nextToken();
        if (token == JsonToken.VALUE_NULL) {
            return new Message.Result(id, NOTHING);
        }
        if (token != JsonToken.START_OBJECT) {
            return new Message.Malformed(id, "the payload of the CALLRESULT is missing or not an object");
        }
        return new Message.Result(id, skipped(parser, frame));
    }

    static Message failure(JsonParser parser, String id, String frame) throws IOException {
        String code = text(parser);
        if (code.isEmpty()) {
            return new Message.Malformed(id, "the CALLERROR has no error code");
        }
        ErrorCode known = CODES.getOrDefault(code, OTHER_SPELLINGS.get(code));
        String description = "";
        String details = NOTHING;
        try {
            description = text(parser);
            details = parser.nextToken() == JsonToken.START_OBJECT ? skipped(parser, frame) : NOTHING;
        } catch (IOException e) {
            // The code is what counts; a call that was refused is refused, whatever the rest looks like.
        }
        return known != null
                ? new Message.Failure(id, known, description, details)
                : new Message.Failure(id, ErrorCode.GenericError, Words.cut(code, 50) + ": " + description, details);
    }

    private static String text(JsonParser parser) throws IOException {
        return parser.nextToken() == JsonToken.VALUE_STRING ? parser.getText() : "";
    }

    /** The text of the object the parser has just entered. */
    private static String skipped(JsonParser parser, String frame) throws IOException {
        int start = (int) parser.currentTokenLocation().getCharOffset();
        parser.skipChildren();
        return frame.substring(start, (int) parser.currentLocation().getCharOffset());
    }
}
