// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.protocol.codec;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;

/** Words for what is wrong. */
final class Words {

    private static final int LONGEST_QUOTE = 40;

    private Words() {}

    /** At most so many characters of a text, never half of one. */
    static String cut(String text, int max) {
        if (text.length() <= max) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(max - 1)) ? max - 1 : max);
    }

    /** The begin of a text of the other side, in quotes. */
    static String quote(String text) {
        return "\"" + (text.length() > LONGEST_QUOTE ? cut(text, LONGEST_QUOTE) + "…" : text) + "\"";
    }

    /** Why a text is not JSON. */
    static String of(Exception e) {
        if (!(e instanceof JsonProcessingException broken)) {
            return "cannot be read: " + e;
        }
        JsonLocation at = broken.getLocation();
        String why = broken instanceof JsonEOFException ? "the text ends too early" : broken.getOriginalMessage();
        return "not JSON" + (at == null ? "" : " at character " + at.getCharOffset()) + ": " + why;
    }

    /** The kind of a value, with its article. */
    static String kind(JsonToken token) {
        return switch (token) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "a list";
            case VALUE_STRING -> "a string";
            case VALUE_NUMBER_INT -> "an integer";
            case VALUE_NUMBER_FLOAT -> "a number with a fraction or exponent";
            case VALUE_TRUE, VALUE_FALSE -> "a boolean";
            case VALUE_NULL -> "null";
            default -> "nothing";
        };
    }
}
