// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.deploy.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Makes tiny bundles. Their code is {@link TestDriver}, loaded from the bundle. */
final class Bundles {

    static final String NAME = "com.example.driver.meter";

    private final Path folder;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private final Map<String, byte[]> entries = new LinkedHashMap<>();

    private Bundles(Path folder) {
        this.folder = folder;
    }

    /** A driver of {@code meter1} in this version. */
    static Bundles driver(Path folder, String version) throws IOException {
        Bundles bundle = new Bundles(folder);
        bundle.header("Manifest-Version", "1.0")
                .header("Bundle-ManifestVersion", "2")
                .header("Bundle-SymbolicName", NAME)
                .header("Bundle-Version", version)
                .header("Bundle-Activator", TestDriver.class.getName())
                .header("Import-Package", "org.osgi.framework,io.gatewatt.driver,io.gatewatt.measure")
                .header("Test-Devices", "meter1");
        for (Class<?> type : new Class<?>[] {TestDriver.class, TestDriver.Meter.class, TestDriver.Reader.class}) {
            bundle.type(type);
        }
        return bundle;
    }

    /** A bundle without code. */
    static Bundles data(Path folder, String version) {
        return new Bundles(folder)
                .header("Manifest-Version", "1.0")
                .header("Bundle-ManifestVersion", "2")
                .header("Bundle-SymbolicName", NAME)
                .header("Bundle-Version", version)
                .entry("OSGI-INF/map.json", "{}")
                .entry("OSGI-INF/other.json", "{}");
    }

    /** @param value null takes the header away */
    Bundles header(String name, String value) {
        if (value == null) {
            headers.remove(name);
        } else {
            headers.put(name, value);
        }
        return this;
    }

    Bundles entry(String name, String text) {
        entries.put(name, text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    Bundles entry(String name, byte[] bytes) {
        entries.put(name, bytes);
        return this;
    }

    Bundles type(Class<?> type) throws IOException {
        String path = type.getName().replace('.', '/') + ".class";
        try (InputStream code = type.getClassLoader().getResourceAsStream(path)) {
            return entry(path, code.readAllBytes());
        }
    }

    /** The file. */
    Path jar() throws IOException {
        Files.createDirectories(folder);
        Path jar = Files.createTempFile(folder, "bundle", ".jar");
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        headers.forEach(main::putValue);
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                out.putNextEntry(new JarEntry(entry.getKey()));
                out.write(entry.getValue());
                out.closeEntry();
            }
        }
        return jar;
    }
}
