// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.itests.hotswap.outside;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gatewatt.itests.harness.Project;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.jar.JarFile;

/** The feature {@code bench} of the built distribution: which bundles it installs, and with which properties the launcher starts them. */
public final class Shipped {

    private static final Path DISTRIBUTION = Project.distribution();

    private final JsonNode feature;

    /** Reads the feature file. */
    public Shipped() {
        try {
            feature = new ObjectMapper()
                    .readTree(DISTRIBUTION.resolve("features/bench.json").toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * One bundle.
     *
     * @param jar where it lies
     * @param startLevel 1 or more
     * @param fragment whether it cannot be started
     */
    public record Part(Path jar, int startLevel, boolean fragment) {}

    /** The bundles, in the order of the feature. */
    public List<Part> parts() {
        List<Part> parts = new ArrayList<>();
        for (JsonNode bundle : feature.path("bundles")) {
            String[] id = bundle.path("id").asText().split(":");
            Path jar = jar(id[0], id[1], id[2]);
            parts.add(new Part(jar, bundle.path("start-order").asInt(), fragment(jar)));
        }
        return parts;
    }

    /** A bundle of the distribution by its artifact. */
    public static Path bundle(String artifact) {
        return new Shipped()
                .parts().stream()
                        .map(Part::jar)
                        .filter(jar -> jar.getFileName().toString().startsWith(artifact + "-"))
                        .findFirst()
                        .orElseThrow(() -> new IllegalStateException("the feature has no " + artifact));
    }

    private static Path jar(String group, String artifact, String version) {
        return DISTRIBUTION
                .resolve("artifacts")
                .resolve(group.replace('.', '/'))
                .resolve(artifact)
                .resolve(version)
                .resolve(artifact + "-" + version + ".jar");
    }

    private static boolean fragment(Path jar) {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.getManifest().getMainAttributes().getValue("Fragment-Host") != null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The framework properties of the feature, and those that the launcher adds for a home. */
    public Map<String, String> properties(Path home, int port, Map<String, String> settings) {
        Map<String, String> properties = new LinkedHashMap<>();
        feature.path("framework-properties")
                .properties()
                .forEach(p -> properties.put(p.getKey(), p.getValue().asText()));
        properties.put("org.osgi.framework.storage", home.resolve("bundles").toString());
        properties.put("felix.cm.dir", folder(home, "config").toString());
        properties.put("org.sqlite.tmpdir", folder(home, "tmp").toString());
        properties.put("org.osgi.service.http.port", Integer.toString(port));
        properties.put("gatewatt.http.port", Integer.toString(port));
        properties.put("gatewatt.home", home.toString());
        properties.put("gatewatt.feature", "bench");
        properties.put("gatewatt.offline.ok", "false");
        properties.put("gatewatt.started", Long.toString(System.currentTimeMillis()));
        properties.put("gatewatt.settings", settings(home, settings).toString());
        folder(home, "deploy");
        folder(home, "store");
        folder(home, "secrets");
        return properties;
    }

    private static Path folder(Path home, String name) {
        try {
            return Files.createDirectories(home.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path settings(Path home, Map<String, String> settings) {
        Properties text = new Properties();
        text.putAll(settings);
        Path file = folder(home, "tmp").resolve("settings.first");
        try (OutputStream out = Files.newOutputStream(file)) {
            text.store(out, null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }
}
