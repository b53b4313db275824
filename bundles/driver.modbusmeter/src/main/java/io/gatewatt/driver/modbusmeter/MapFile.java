// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.driver.modbusmeter;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Arrays;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Reads a map, and says in words what is wrong with it: file, line, and what to do. */
final class MapFile {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** The files a map may be like: those of its own bundle. */
    @FunctionalInterface
    interface Folder {

        /**
         * The text of {@code <name>.json}.
         *
         * @throws IOException when there is none
         */
        String text(String name) throws IOException;
    }

    private MapFile() {}

    /**
     * Reads a map.
     *
     * @throws IOException in words when there is none, or it is none
     */
    static MeterMap read(String name, Folder folder) throws IOException {
        try {
            String text = folder.text(name);
            ObjectNode own = JSON.readValue(text, ObjectNode.class);
            if (!own.has("like")) {
                return JSON.readValue(text, MeterMap.class);
            }
            String like = own.remove("like").asText();
            ObjectNode whole = JSON.readValue(folder.text(like), ObjectNode.class);
            if (whole.has("like")) {
                throw new IOException(
                        name + ".json: it is like " + like + ", which has no registers either; name the map that has");
            }
            read(like, folder);
            return JSON.treeToValue(whole.setAll(own), MeterMap.class);
        } catch (JsonProcessingException e) {
            throw new IOException(name + ".json" + line(e) + ": " + words(e), e);
        }
    }

    private static String line(JacksonException e) {
        return e.getLocation() == null || e.getLocation().getLineNr() < 1
                ? ""
                : ", line " + e.getLocation().getLineNr();
    }

    private static String words(JsonProcessingException e) {
        if (e instanceof UnrecognizedPropertyException unknown) {
            return "there is no key '" + unknown.getPropertyName() + "'; there are "
                    + new TreeSet<>(unknown.getKnownPropertyIds());
        }
        if (e instanceof InvalidFormatException wrong && wrong.getTargetType().isEnum()) {
            return "'" + wrong.getValue() + "' is no " + wrong.getTargetType().getSimpleName() + "; there are "
                    + Arrays.stream(wrong.getTargetType().getEnumConstants())
                            .map(Object::toString)
                            .collect(Collectors.joining(", "));
        }
        if (e instanceof ValueInstantiationException refused && refused.getCause() != null) {
            return refused.getCause().getMessage();
        }
        String key =
                e instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()
                        ? mapping.getPath().get(mapping.getPath().size() - 1).getFieldName()
                        : null;
        String message = e.getOriginalMessage().startsWith("Missing required") ? "is missing" : e.getOriginalMessage();
        return (key == null ? "" : key + ": ") + message;
    }
}
