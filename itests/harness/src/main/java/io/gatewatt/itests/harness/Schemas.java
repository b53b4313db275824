// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.itests.harness;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The JSON schemas of OCPP 1.6, when they lie beside the checkout in {@code ../shared/ocpp16-schemas}. */
public final class Schemas {

    private static final Path FOLDER = Project.root().resolveSibling("shared").resolve("ocpp16-schemas");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonSchemaFactory FACTORY = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V4);
    private static final Map<String, JsonSchema> LOADED = new ConcurrentHashMap<>();

    private Schemas() {}

    /** Whether the schemas are there; without them nothing is checked against them. */
    public static boolean present() {
        return Files.isDirectory(FOLDER);
    }

    /** What is wrong with a payload; empty when nothing is or there is no schema. */
    public static List<String> violations(String action, boolean response, JsonNode payload) {
        Path file = FOLDER.resolve(action + (response ? "Response" : "") + ".json");
        if (!Files.isRegularFile(file)) {
            return List.of();
        }
        return LOADED.computeIfAbsent(file.toString(), f -> load(file)).validate(payload).stream()
                .map(v -> action + (response ? " response" : "") + ": " + v.getMessage() + " in " + payload)
                .toList();
    }

    private static JsonSchema load(Path file) {
        try {
            return FACTORY.getSchema(JSON.readTree(file.toFile()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
