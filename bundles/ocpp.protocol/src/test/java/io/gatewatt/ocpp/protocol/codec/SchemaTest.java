// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.protocol.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import io.gatewatt.ocpp.v16.Actions;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The records against the JSON schemas of OCPP 1.6, which others wrote. Skipped where the schemas are not there. */
class SchemaTest {

    private static final String NONE =
            "no folder shared/ocpp16-schemas beside the project or above it: nothing to compare with";

    private static Optional<Schemas> found;
    private static int agreed;

    private Schemas schemas;

    private final FrameCodec codec = new FrameCodec(Actions::named);

    static Stream<Class<? extends Record>> payloads() {
        return Samples.payloads();
    }

    @BeforeAll
    static void find() {
        found = Schemas.find();
    }

    @BeforeEach
    void skipWithoutSchemas() {
        assumeTrue(found.isPresent(), NONE);
        schemas = found.orElseThrow();
    }

    @ParameterizedTest
    @MethodSource("payloads")
    <T extends Record> void whatIsSentIsValid(Class<T> type) {
        for (T sample : List.of(Samples.full(type), Samples.least(type))) {
            String payload = codec.payload(sample);
            assertEquals(Set.of(), schemas.of(type).validate(payload, InputFormat.JSON), payload);
        }
    }

    @ParameterizedTest
    @MethodSource("payloads")
    void schemaAndRecordRefuseTheSame(Class<? extends Record> type) throws IOException {
        JsonSchema schema = schemas.of(type);
        for (Mutations.Case c : Mutations.of(type, codec.payload(Samples.full(type)))) {
            if (!knownFault(type, c)) {
                agreed++;
                assertEquals(
                        c.expected() == null,
                        schema.validate(c.payload(), InputFormat.JSON).isEmpty(),
                        type.getName() + " " + c);
            }
        }
    }

    /** Where the schemas say less, or more, than the specification. */
    private static boolean knownFault(Class<? extends Record> type, Mutations.Case c) {
        boolean stop = type.getName().contains("StopTransaction");
        // The schemas bound no whole number: neither by 32 bits nor by what the specification says of a field.
        return c.change().equals("out of range")
                || c.change().equals("empty") && c.path().endsWith("chargingSchedulePeriod")
                || c.change().equals("empty") && stop && c.path().endsWith("sampledValue")
                || c.change().equals("enum Hertz") && stop;
    }

    @ParameterizedTest
    @MethodSource("payloads")
    void schemaAndRecordKnowTheSameFieldsAndNames(Class<? extends Record> type) {
        compare(type, schemas.of(type).getSchemaNode(), type.getEnclosingClass().getSimpleName());
    }

    private void compare(Class<? extends Record> type, JsonNode schema, String path) {
        Set<String> fields = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getName)
                .collect(Collectors.toSet());
        Set<String> properties = new TreeSet<>();
        schema.path("properties").fieldNames().forEachRemaining(properties::add);
        assertEquals(properties, new TreeSet<>(fields), path);
        for (RecordComponent c : type.getRecordComponents()) {
            compareValue(c.getGenericType(), schema.path("properties").path(c.getName()), path + "." + c.getName());
        }
    }

    private void compareValue(Type type, JsonNode schema, String path) {
        if (type instanceof ParameterizedType list) {
            compareValue(list.getActualTypeArguments()[0], schema.path("items"), path + "[]");
        } else if (((Class<?>) type).isRecord()) {
            compare(((Class<?>) type).asSubclass(Record.class), schema, path);
        } else if (((Class<?>) type).isEnum()) {
            Set<String> names = new TreeSet<>();
            schema.path("enum").forEach(name -> names.add(name.asText()));
            if (path.startsWith("StopTransaction") && path.endsWith("unit")) {
                names.add("Hertz");
            }
            assertEquals(
                    names,
                    Arrays.stream(((Class<?>) type).getEnumConstants())
                            .map(Object::toString)
                            .collect(Collectors.toCollection(TreeSet::new)),
                    path);
        }
    }

    @AfterAll
    static void tellsHowMany() {
        System.out.println(
                "schema comparison: " + (found.isPresent() ? agreed + " payloads judged alike" : "skipped, " + NONE));
    }
}
