// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.itests.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import org.apache.felix.utils.manifest.Clause;
import org.apache.felix.utils.manifest.Parser;

/**
 * What a bundle says of itself to the others.
 *
 * @param name symbolic name without {@code io.gatewatt.}
 * @param imports imported packages of Gatewatt that it does not export itself
 * @param exports exported packages
 * @param contents packages of Gatewatt it holds classes of
 * @param headers of the manifest, which no bundle needs and rules may forbid
 */
record BuiltBundle(
        String name, Set<String> imports, Set<String> exports, Set<String> contents, Map<String, String> headers) {

    private static final String OURS = "io.gatewatt.";

    static BuiltBundle read(Path path) {
        try (JarFile jar = new JarFile(path.toFile())) {
            Set<String> contents = jar.stream()
                    .map(entry -> entry.getName())
                    .filter(entry -> entry.startsWith("io/gatewatt/") && entry.endsWith(".class"))
                    .map(entry -> entry.substring(0, entry.lastIndexOf('/')).replace('/', '.'))
                    .collect(Collectors.toCollection(TreeSet::new));
            return of(headers(jar.getManifest().getMainAttributes()), contents);
        } catch (IOException e) {
            throw new UncheckedIOException(path + ": build it first, with mvn verify", e);
        }
    }

    static BuiltBundle of(Map<String, String> headers, Set<String> contents) {
        String name = names(headers, "Bundle-SymbolicName").iterator().next();
        Set<String> exports = names(headers, "Export-Package");
        Set<String> imports = names(headers, "Import-Package");
        imports.removeIf(imported -> !imported.startsWith(OURS) || exports.contains(imported));
        return new BuiltBundle(name.substring(OURS.length()), imports, exports, contents, headers);
    }

    private static Map<String, String> headers(Attributes attributes) {
        return attributes.entrySet().stream()
                .collect(Collectors.toMap(
                        entry -> entry.getKey().toString(),
                        entry -> entry.getValue().toString()));
    }

    private static Set<String> names(Map<String, String> headers, String header) {
        Clause[] clauses = Parser.parseHeader(headers.get(header));
        return Arrays.stream(clauses).map(Clause::getName).collect(Collectors.toCollection(TreeSet::new));
    }
}
