// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.itests.session;

import io.gatewatt.itests.session.probe.ConfigProbe;
import io.gatewatt.itests.session.probe.PolicyProbe;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Jars made for a test. */
final class TestBundles {

    private TestBundles() {}

    /** A bundle that does what {@link ConfigProbe} is told. */
    static byte[] probe(String name, String words) {
        return probe(name, "1.0.0", ConfigProbe.class, words, "org.osgi.framework,org.osgi.service.cm");
    }

    /** A bundle that gives a list of tokens and a reservation, as {@link PolicyProbe} is told. */
    static byte[] policy(String name, String version, String words) {
        return probe(name, version, PolicyProbe.class, words, "org.osgi.framework,io.gatewatt.station");
    }

    /** A bundle of one class, its activator. */
    private static byte[] probe(String name, String version, Class<?> activator, String words, String imports) {
        String file = activator.getName().replace('.', '/') + ".class";
        try (InputStream code = activator.getClassLoader().getResourceAsStream(file)) {
            return jar(
                    Map.of(
                            "Bundle-SymbolicName", name,
                            "Bundle-Version", version,
                            "Bundle-Activator", activator.getName(),
                            "Import-Package", imports,
                            "Probe", words),
                    Map.of(file, code.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A bundle with a document for the Configurator, as the maker of a station has one. */
    static byte[] configurator(String name, String document) {
        return jar(
                Map.of(
                        "Bundle-SymbolicName",
                        name,
                        "Require-Capability",
                        "osgi.extender;filter:=\"(&(osgi.extender=osgi.configurator)(version>=1.0)(!(version>=2.0)))\""),
                Map.of("OSGI-INF/configurator/document.json", document.getBytes(StandardCharsets.UTF_8)));
    }

    private static byte[] jar(Map<String, String> headers, Map<String, byte[]> entries) {
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.putValue("Bundle-ManifestVersion", "2");
        attributes.putValue("Bundle-Version", "1.0.0");
        new LinkedHashMap<>(headers).forEach(attributes::putValue);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(bytes, manifest)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                jar.putNextEntry(new JarEntry(entry.getKey()));
                jar.write(entry.getValue());
                jar.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
