// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.itests.conformance.kit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.gatewatt.itests.harness.Frame;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

/**
 * A frame of the station.
 *
 * @param index its place among all frames and events of the station
 * @param frame as it was on the wire
 * @param type 2 call, 3 result, 4 error, 0 anything else
 * @param id message id
 * @param action of the call, or of the call it answers; empty when that is not known
 * @param payload of a call or result; of an error its code as text
 */
public record Entry(int index, Frame frame, int type, String id, String action, JsonNode payload) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Reads a frame; the action of answers must be given. */
    static Entry of(int index, Frame frame, java.util.function.UnaryOperator<String> actionOf) {
        JsonNode json = frame.kind() == Frame.Kind.EVENT ? MissingNode.getInstance() : parse(frame.text());
        if (!json.isArray() || json.size() < 3 || !json.get(0).isInt()) {
            return new Entry(index, frame, 0, "", "", MissingNode.getInstance());
        }
        int type = json.get(0).asInt();
        String id = json.get(1).asText();
        return switch (type) {
            case 2 -> new Entry(index, frame, type, id, json.get(2).asText(), json.path(3));
            case 3, 4 -> new Entry(index, frame, type, id, actionOf.apply(id), json.get(2));
            default -> new Entry(index, frame, 0, id, "", MissingNode.getInstance());
        };
    }

    private static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }

    /** Whether the station sent it. */
    public boolean fromStation() {
        return frame.kind() == Frame.Kind.RECEIVED;
    }

    /** Whether it is a call of the station. */
    public boolean isCall() {
        return type == 2 && fromStation();
    }

    /** Whether it is an answer of the station. */
    public boolean isAnswer() {
        return (type == 3 || type == 4) && fromStation();
    }

    /** When it was sent or had arrived. */
    public Instant at() {
        return frame.at();
    }

    /** A field of the payload as text; empty when it is not there. */
    public String text(String field) {
        return payload.path(field).asText();
    }

    /** Time from an earlier entry to this. */
    public Duration since(Entry earlier) {
        return Duration.between(earlier.at(), at());
    }
}
