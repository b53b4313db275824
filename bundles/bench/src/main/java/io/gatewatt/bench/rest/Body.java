// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.bench.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A checked request body. */
final class Body {

    static final int MAX_BYTES = 16 * 1024;

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final Map<String, JsonNode> values;

    private Body(Map<String, JsonNode> values) {
        this.values = values;
    }

    /**
     * Reads and checks all fields before anything happens.
     *
     * @param subset whether a missing field means "unchanged" instead of its default; an empty body means all defaults even then
     * @throws Refusal naming the field and what is allowed
     */
    static Body parse(byte[] bytes, List<Field> fields, boolean subset) {
        JsonNode object = read(bytes);
        object.fieldNames().forEachRemaining(name -> {
            if (fields.stream().noneMatch(field -> field.name().equals(name))) {
                throw Refusal.badBody("unknown field \"" + name + "\"; " + known(fields));
            }
        });
        Map<String, JsonNode> values = new LinkedHashMap<>();
        for (Field field : fields) {
            JsonNode value = object.get(field.name());
            if (value == null && !(subset && !object.isEmpty())) {
                value = field.fallback();
                if (value == null && !subset) {
                    throw Refusal.badBody("field \"" + field.name() + "\" is missing; expected " + field.expected());
                }
            }
            if (value != null) {
                field.require(value);
                values.put(field.name(), value);
            }
        }
        return new Body(values);
    }

    private static JsonNode read(byte[] bytes) {
        if (bytes.length > MAX_BYTES) {
            throw Refusal.badBody("the body is longer than " + MAX_BYTES + " bytes; expected one small JSON object");
        }
        if (new String(bytes, StandardCharsets.UTF_8).isBlank()) {
            return MAPPER.createObjectNode();
        }
        try {
            JsonNode node = MAPPER.readTree(bytes);
            if (!node.isObject()) {
                throw Refusal.badBody("the body is not a JSON object; expected for example {}");
            }
            return node;
        } catch (JsonProcessingException e) {
            throw Refusal.badBody("the body is not JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw Refusal.badBody("the body cannot be read: " + e.getMessage());
        }
    }

    private static String known(List<Field> fields) {
        return fields.isEmpty()
                ? "this call takes none"
                : "known: " + fields.stream().map(Field::name).collect(Collectors.joining(", "));
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    String text(String name) {
        return values.get(name).textValue();
    }

    boolean flag(String name) {
        return values.get(name).booleanValue();
    }

    double number(String name) {
        return values.get(name).doubleValue();
    }

    long whole(String name) {
        return values.get(name).longValue();
    }
}
