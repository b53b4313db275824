// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.runtime;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A feature file: which bundles at which start level, and framework properties. The parts that a station does not use are passed over.
 *
 * @param properties for the framework
 * @param bundles in the order of the file
 */
record FeatureFile(Map<String, String> properties, List<Artifact> bundles) {

    /**
     * One bundle of a feature.
     *
     * @param group Maven group
     * @param name Maven artifact
     * @param version Maven version
     * @param startLevel 1 or more
     */
    record Artifact(String group, String name, String version, int startLevel) {

        /** Which bundle it is, whatever its version and wherever the distribution lies: its location in the framework. */
        String location() {
            return "gatewatt:" + group + ":" + name;
        }

        /** Where it lies below a Maven repository. */
        String file() {
            return group.replace('.', '/') + '/' + name + '/' + version + '/' + name + '-' + version + ".jar";
        }
    }

    /** @throws Refusal when there is no such feature */
    static FeatureFile named(String name, Path directory) throws IOException {
        Path file = directory.resolve(name + ".json");
        if (name.contains("/") || !Files.isRegularFile(file)) {
            throw Refusal.usage("there is no feature " + name + "; there are " + String.join(", ", names(directory)));
        }
        return read(file);
    }

    static List<String> names(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(".json"))
                    .map(file -> file.substring(0, file.length() - ".json".length()))
                    .sorted()
                    .collect(Collectors.toList());
        }
    }

    static FeatureFile read(Path file) throws IOException {
        Map<String, String> properties = new LinkedHashMap<>();
        List<Artifact> bundles = new ArrayList<>();
        try (JsonParser json = new JsonFactory().createParser(file.toFile())) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String field = json.currentName();
                json.nextToken();
                switch (field) {
                    case "framework-properties" -> properties.putAll(fields(json));
                    case "bundles" -> {
                        while (json.nextToken() == JsonToken.START_OBJECT) {
                            bundles.add(bundle(fields(json)));
                        }
                    }
                    default -> json.skipChildren();
                }
            }
        }
        return new FeatureFile(properties, bundles);
    }

    private static Map<String, String> fields(JsonParser json) throws IOException {
        Map<String, String> fields = new LinkedHashMap<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            if (json.nextToken().isScalarValue()) {
                fields.put(name, json.getText());
            } else {
                json.skipChildren();
            }
        }
        return fields;
    }

    private static Artifact bundle(Map<String, String> fields) throws IOException {
        String id = fields.getOrDefault("id", "");
        String[] parts = id.split(":");
        if (parts.length != 3) {
            throw new IOException("feature file: bundle id " + id + ": expected group:artifact:version");
        }
        return new Artifact(parts[0], parts[1], parts[2], Integer.parseInt(fields.getOrDefault("start-order", "20")));
    }
}
