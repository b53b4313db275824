// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.protocol.codec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.gatewatt.ocpp.Action;
import io.gatewatt.ocpp.ErrorCode;
import io.gatewatt.ocpp.OcppException;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** Frames of OCPP-J 1.6 (section 4.2) to messages and back. From any thread. */
public final class FrameCodec {

    private static final int CALL = 2;
    private static final int RESULT = 3;
    private static final int ERROR = 4;
    private static final int LONGEST_DESCRIPTION = 255;

    // A charging profile, the deepest payload, needs 7 levels; details of a CALLERROR are free.
    private static final int DEEPEST = 64;

    // Numbers are measured before they are converted, so that one of any length is told by its field.
    private final JsonFactory json = new JsonFactoryBuilder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .build())
            .build();
    private final Codecs codecs = new Codecs();
    private final CallReader calls;

    /** @param actions knows the actions by their names on the wire */
    public FrameCodec(Function<String, Optional<Action<?, ?>>> actions) {
        calls = new CallReader(actions, codecs);
    }

    /** Reads a frame. Never throws: what is wrong with the frame is told by the message. */
    public Message decode(String frame) {
        try (JsonParser parser = json.createParser(frame)) {
            return message(parser, frame);
        } catch (IOException e) {
            return new Message.Malformed(null, Words.of(e));
        } catch (RuntimeException e) {
            return new Message.Malformed(null, Words.of(e));
        }
    }

    /**
     * Reads a confirmation, tolerantly.
     *
     * @throws OcppException when it is not one of that action
     */
    public <R extends Record> R confirmation(Action<?, R> action, Message.Result result) {
        return read(action.confirmation(), result.payload(), true);
    }

    /**
     * Reads a payload that {@link #payload} has written.
     *
     * @throws OcppException when it is not of that type
     */
    public <T extends Record> T read(Class<T> type, String payload) {
        return read(type, payload, false);
    }

    /** Writes a payload alone, for example to store it. */
    public String payload(Record payload) {
        return write(out -> codecs.of(payload.getClass()).write(out, payload));
    }

    /** A CALL. */
    public <Q extends Record> String call(String id, Action<Q, ?> action, Q request) {
        return write(out -> {
            header(out, CALL, id);
            out.writeString(action.name());
            codecs.of(action.request()).write(out, request);
            out.writeEndArray();
        });
    }

    /** A CALLRESULT. */
    public String result(String id, Record confirmation) {
        return write(out -> {
            header(out, RESULT, id);
            codecs.of(confirmation.getClass()).write(out, confirmation);
            out.writeEndArray();
        });
    }

    /** A CALLERROR; the description, which may be null, is cut after 255 characters. */
    public String error(String id, ErrorCode code, String description) {
        return write(out -> {
            header(out, ERROR, id);
            out.writeString(code.name());
            out.writeString(Words.cut(Objects.requireNonNullElse(description, ""), LONGEST_DESCRIPTION));
            out.writeStartObject();
            out.writeEndObject();
            out.writeEndArray();
        });
    }

    private Message message(JsonParser parser, String frame) throws IOException {
        if (parser.nextToken() != JsonToken.START_ARRAY) {
            return new Message.Malformed(null, "not a JSON array");
        }
        if (parser.nextToken() != JsonToken.VALUE_NUMBER_INT) {
            return new Message.Malformed(null, "the message type is not an integer");
        }
        int type = parser.getTextLength() == 1 ? parser.getIntValue() : 0;
        if (type < CALL || type > ERROR) {
            return new Message.Malformed(null, "unknown message type " + Words.cut(parser.getText(), 20));
        }
        if (parser.nextToken() != JsonToken.VALUE_STRING) {
            return new Message.Malformed(null, "the message id is not a string");
        }
        String id = parser.getText();
        if (type == CALL) {
            return calls.read(parser, id);
        }
        try {
            return type == RESULT ? AnswerReader.result(parser, id, frame) : AnswerReader.failure(parser, id, frame);
        } catch (IOException | RuntimeException e) {
            return new Message.Malformed(id, Words.of(e));
        }
    }

    private <T extends Record> T read(Class<T> type, String payload, boolean tolerant) {
        try (JsonParser parser = json.createParser(payload)) {
            parser.nextToken();
            return codecs.of(type).readPayload(parser, tolerant);
        } catch (IOException e) {
            throw new OcppException(ErrorCode.FormationViolation, Words.of(e));
        }
    }

    private static void header(JsonGenerator out, int type, String id) throws IOException {
        out.writeStartArray();
        out.writeNumber(type);
        out.writeString(id);
    }

    private String write(Content content) {
        StringWriter text = new StringWriter(256);
        try (JsonGenerator out = json.createGenerator(text)) {
            content.to(out);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return text.toString();
    }

    private interface Content {
        void to(JsonGenerator out) throws IOException;
    }
}
