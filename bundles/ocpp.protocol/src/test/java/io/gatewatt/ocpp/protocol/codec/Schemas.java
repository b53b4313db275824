// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.protocol.codec;

import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** The JSON schemas of OCPP 1.6; they are not part of the project and lie beside it, or not at all. */
final class Schemas {

    private static final JsonSchemaFactory FACTORY = JsonSchemaFactory.getInstance(VersionFlag.V4);

    private final Path folder;

    private Schemas(Path folder) {
        this.folder = folder;
    }

    /** The schemas in {@code ../shared/ocpp16-schemas} beside the project, searched from here upwards. */
    static Optional<Schemas> find() {
        return Stream.iterate(Path.of("").toAbsolutePath(), p -> p != null, Path::getParent)
                .map(p -> p.resolve("shared/ocpp16-schemas"))
                .filter(Files::isDirectory)
                .findFirst()
                .map(Schemas::new);
    }

    /** The schema of a payload, by its class: {@code Reset.Confirmation} is in ResetResponse.json. */
    JsonSchema of(Class<? extends Record> payload) {
        String action = payload.getEnclosingClass().getSimpleName();
        Path file = folder.resolve(action + (payload.getSimpleName().equals("Request") ? "" : "Response") + ".json");
        try (InputStream text = Files.newInputStream(file)) {
            return FACTORY.getSchema(text);
        } catch (IOException e) {
            throw new AssertionError("schema " + file + " cannot be read", e);
        }
    }
}
