// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.protocol.codec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewatt.ocpp.ErrorCode;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** All the ways to spoil a payload, one at a time, each with what it must be answered. */
final class Mutations {

    /**
     * A payload.
     *
     * @param path the field that was changed
     * @param change what was done to it
     * @param payload the result
     * @param expected the code of the CALLERROR; null when the payload is still good
     */
    record Case(String path, String change, String payload, ErrorCode expected) {}

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final List<Case> cases = new ArrayList<>();
    private final JsonNode root;

    private Mutations(JsonNode root) {
        this.root = root;
    }

    /** All cases of a type; the payload with all its parts is what is spoilt. */
    static List<Case> of(Class<? extends Record> type, String full) throws IOException {
        Mutations all = new Mutations(new ObjectMapper().readTree(full));
        all.object(type, (ObjectNode) all.root, "");
        return all.cases;
    }

    private void object(Class<? extends Record> type, ObjectNode here, String path) {
        here.put("surplus", 1);
        add(path + "surplus", "extra field", ErrorCode.FormationViolation);
        here.remove("surplus");
        for (RecordComponent part : type.getRecordComponents()) {
            String name = part.getName();
            JsonNode good = here.remove(name);
            add(path + name, "missing", Samples.mandatory(type, part) ? ErrorCode.ProtocolError : null);
            here.set(name, good);
            Consumer<JsonNode> put = value -> here.set(name, value);
            value(part.getGenericType(), good, put, path + name);
            lengths(type, part, put, path + name);
            here.set(name, good);
        }
    }

    private void lengths(Class<? extends Record> type, RecordComponent part, Consumer<JsonNode> put, String path) {
        if (part.getGenericType() == String.class && !part.getName().equals("location")) {
            int longest = Samples.longest(type, part).orElse(10_000);
            put(put, JSON.textNode("x".repeat(longest)), path, "longest", null);
            if (longest < 10_000) {
                put(
                        put,
                        JSON.textNode("x".repeat(longest + 1)),
                        path,
                        "too long",
                        ErrorCode.PropertyConstraintViolation);
            }
        } else if (part.getType() == int.class || part.getType() == Integer.class) {
            if (Samples.refusesNegative(type, part)) {
                put(put, JSON.numberNode(-2), path, "out of range", ErrorCode.PropertyConstraintViolation);
            }
        } else if (part.getType() == List.class) {
            put(
                    put,
                    JSON.arrayNode(),
                    path,
                    "empty",
                    Samples.neverEmpty(type, part) ? ErrorCode.OccurenceConstraintViolation : null);
            if (((ParameterizedType) part.getGenericType()).getActualTypeArguments()[0] == String.class) {
                int longest = Samples.longest(type, part).orElseThrow();
                put(put, JSON.arrayNode().add("x".repeat(longest)), path, "longest", null);
                put(
                        put,
                        JSON.arrayNode().add("x".repeat(longest + 1)),
                        path,
                        "too long",
                        ErrorCode.PropertyConstraintViolation);
            }
        }
    }

    private void value(Type type, JsonNode good, Consumer<JsonNode> put, String path) {
        put(put, JSON.nullNode(), path, "null", ErrorCode.TypeConstraintViolation);
        wrongTypes(type, put, path);
        if (type instanceof ParameterizedType list) {
            ArrayNode elements = (ArrayNode) good;
            put.accept(elements);
            JsonNode element = elements.get(0);
            value(list.getActualTypeArguments()[0], element, bad -> elements.set(0, bad), path + "[0]");
            elements.set(0, element);
            return;
        }
        Class<?> simple = (Class<?>) type;
        if (simple.isRecord()) {
            put.accept(good);
            object(simple.asSubclass(Record.class), (ObjectNode) good, path + ".");
        } else if (simple.isEnum()) {
            put(put, JSON.textNode("Foo"), path, "bad enum", ErrorCode.PropertyConstraintViolation);
            put(
                    put,
                    JSON.textNode(good.asText().toUpperCase(Locale.ROOT) + "_"),
                    path,
                    "bad enum",
                    ErrorCode.PropertyConstraintViolation);
            for (Object constant : simple.getEnumConstants()) {
                put(put, JSON.textNode(constant.toString()), path, "enum " + constant, null);
            }
        } else if (simple == Instant.class) {
            put(put, JSON.textNode("yesterday"), path, "bad time", ErrorCode.PropertyConstraintViolation);
            put(put, JSON.textNode("2026-11-22"), path, "bad time", ErrorCode.PropertyConstraintViolation);
            put(put, JSON.textNode("2026-13-22T18:00:00Z"), path, "bad time", ErrorCode.PropertyConstraintViolation);
            put(put, JSON.textNode("2026-11-22T18:00:00+02:00"), path, "time with offset", null);
        } else if (simple == BigDecimal.class) {
            put(
                    put,
                    JSON.numberNode(new BigDecimal("8.15")),
                    path,
                    "two decimals",
                    ErrorCode.PropertyConstraintViolation);
            put(put, JSON.numberNode(8), path, "no decimal", null);
            put(
                    put,
                    JSON.numberNode(new BigDecimal("-0.1")),
                    path,
                    "out of range",
                    ErrorCode.PropertyConstraintViolation);
            put(put, JSON.numberNode(1L << 31), path, "out of range", ErrorCode.PropertyConstraintViolation);
        } else if (simple == int.class || simple == Integer.class) {
            put(put, JSON.numberNode(1L << 31), path, "out of range", ErrorCode.PropertyConstraintViolation);
            put(put, JSON.numberNode(Long.MIN_VALUE), path, "out of range", ErrorCode.PropertyConstraintViolation);
        }
    }

    private void wrongTypes(Type type, Consumer<JsonNode> put, String path) {
        boolean list = type instanceof ParameterizedType;
        boolean record = !list && ((Class<?>) type).isRecord();
        boolean number = type == int.class || type == Integer.class || type == BigDecimal.class;
        if (!list) {
            put(put, JSON.arrayNode().add("x"), path, "list", ErrorCode.TypeConstraintViolation);
        }
        if (!record) {
            put(put, JSON.objectNode().put("x", "x"), path, "object", ErrorCode.TypeConstraintViolation);
        }
        if (type != boolean.class) {
            put(put, JSON.booleanNode(true), path, "boolean", ErrorCode.TypeConstraintViolation);
        }
        if (list || record || number || type == boolean.class) {
            put(
                    put,
                    JSON.textNode(type == boolean.class ? "true" : "1"),
                    path,
                    "string",
                    ErrorCode.TypeConstraintViolation);
        }
        if (!number) {
            put(put, JSON.numberNode(1), path, "number", ErrorCode.TypeConstraintViolation);
        }
        if (type != BigDecimal.class) {
            put(put, JSON.numberNode(new BigDecimal("1.5")), path, "fraction", ErrorCode.TypeConstraintViolation);
        }
    }

    private void put(Consumer<JsonNode> put, JsonNode value, String path, String change, ErrorCode expected) {
        put.accept(value);
        add(path, change, expected);
    }

    private void add(String path, String change, ErrorCode expected) {
        cases.add(new Case(path, change, root.toString(), expected));
    }
}
