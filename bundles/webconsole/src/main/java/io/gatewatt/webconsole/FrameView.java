// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.webconsole;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewatt.ocpp.Frame;
import java.util.List;

/** Frames as the JSON list the page shows. */
final class FrameView {

    /** Frames longer than this are cut for the page. */
    static final int LONGEST = 16_384;

    private FrameView() {}

    static ArrayNode of(List<Frame> frames) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        frames.forEach(frame -> list.add(of(frame)));
        return list;
    }

    private static ObjectNode of(Frame frame) {
        String text = Mask.frame(frame.text());
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("seq", frame.sequence());
        json.put("at", frame.at().toEpochMilli());
        json.put("sent", frame.direction() == Frame.Direction.SENT);
        json.put("type", type(text));
        json.put("action", frame.action());
        json.put("ms", frame.millis());
        json.put("text", text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text);
        return json;
    }

    /** call, result or error by the number that opens the frame; invalid when there is none. */
    static String type(String text) {
        String start = text.stripLeading();
        if (!start.startsWith("[")) {
            return "invalid";
        }
        String number = start.substring(1).stripLeading();
        return switch (number.isEmpty() ? ' ' : number.charAt(0)) {
            case '2' -> "call";
            case '3' -> "result";
            case '4' -> "error";
            default -> "invalid";
        };
    }
}
