// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.runtime;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/** What the documents for the Configurator in the bundles of a feature say; only values that are no lists. */
final class MakerValues {

    private static final String DOCUMENTS = "OSGI-INF/configurator/";

    private final Map<String, Map<String, String>> values = new HashMap<>();

    private MakerValues() {}

    /** @throws UncheckedIOException when a jar or a document cannot be read */
    static MakerValues of(Path... jars) {
        MakerValues maker = new MakerValues();
        for (Path path : jars) {
            try (JarFile jar = new JarFile(path.toFile())) {
                for (JarEntry entry : jar.stream().filter(MakerValues::document).toList()) {
                    try (JsonParser json = new JsonFactory().createParser(jar.getInputStream(entry))) {
                        maker.read(json.enable(JsonParser.Feature.ALLOW_COMMENTS));
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(path + ": " + e.getMessage(), e);
            }
        }
        return maker;
    }

    /** The value, in its text form, that a setting gets. */
    Optional<String> of(String pid, String name) {
        return Optional.ofNullable(values.getOrDefault(pid, Map.of()).get(name));
    }

    private void read(JsonParser json) throws IOException {
        json.nextToken();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String pid = json.currentName();
            if (json.nextToken() != JsonToken.START_OBJECT) {
                json.skipChildren();
                continue;
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                // The type stands behind a colon: connectors:Integer.
                String name = json.currentName().replaceAll("(?<=.):.*", "");
                if (json.nextToken().isScalarValue()) {
                    values.computeIfAbsent(pid, any -> new HashMap<>()).putIfAbsent(name, json.getText());
                } else {
                    json.skipChildren();
                }
            }
        }
    }

    private static boolean document(JarEntry entry) {
        return entry.getName().startsWith(DOCUMENTS) && entry.getName().endsWith(".json");
    }
}
