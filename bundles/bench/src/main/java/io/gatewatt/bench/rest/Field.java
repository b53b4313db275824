// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.bench.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.function.Predicate;

/**
 * One field of a request body: its check, its description in words, and its JSON Schema.
 *
 * @param name name in the body
 * @param fallback value when the field is missing; null when there is none
 * @param expected what is allowed, in words
 * @param check whether a value is allowed
 * @param schema JSON Schema without the default
 */
record Field(String name, JsonNode fallback, String expected, Predicate<JsonNode> check, ObjectNode schema) {

    private static ObjectNode schema(String type) {
        return JsonNodeFactory.instance.objectNode().put("type", type);
    }

    /** One of some words. */
    static Field choice(String name, String fallback, List<String> allowed) {
        ObjectNode schema = schema("string");
        allowed.forEach(schema.putArray("enum")::add);
        return new Field(
                name,
                TextNode.valueOf(fallback),
                "one of " + String.join(", ", allowed),
                value -> value.isTextual() && allowed.contains(value.textValue()),
                schema);
    }

    static Field text(String name, String fallback, int min, int max) {
        return new Field(
                name,
                TextNode.valueOf(fallback),
                "a text of " + min + " to " + max + " characters",
                value -> value.isTextual()
                        && value.textValue().length() >= min
                        && value.textValue().length() <= max
                        && value.textValue().isBlank() == value.textValue().isEmpty(),
                schema("string").put("minLength", min).put("maxLength", max));
    }

    static Field whole(String name, Long fallback, long min, long max) {
        return new Field(
                name,
                fallback == null ? null : LongNode.valueOf(fallback),
                "a whole number from " + min + " to " + max,
                value -> value.isIntegralNumber()
                        && value.canConvertToLong()
                        && value.longValue() >= min
                        && value.longValue() <= max,
                schema("integer").put("minimum", min).put("maximum", max));
    }

    static Field number(String name, double fallback, double min, double max) {
        return new Field(
                name,
                DoubleNode.valueOf(fallback),
                "a number from " + min + " to " + max,
                value -> value.isNumber() && value.doubleValue() >= min && value.doubleValue() <= max,
                schema("number").put("minimum", min).put("maximum", max));
    }

    static Field flag(String name, boolean fallback) {
        return new Field(name, BooleanNode.valueOf(fallback), "true or false", JsonNode::isBoolean, schema("boolean"));
    }

    void require(JsonNode value) {
        if (!check.test(value)) {
            throw Refusal.badBody("field \"" + name + "\" is " + abridged(value) + "; expected " + expected);
        }
    }

    private static String abridged(JsonNode value) {
        String text = value.toString();
        return text.length() <= 60 ? text : text.substring(0, 60) + "…";
    }
}
