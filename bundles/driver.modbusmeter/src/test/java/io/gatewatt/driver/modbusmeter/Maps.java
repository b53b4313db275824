// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.driver.modbusmeter;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The maps of all bundles of this project, as they lie in their sources. */
final class Maps {

    private static final Path BUNDLES = Path.of("").toAbsolutePath().getParent();

    private Maps() {}

    /** Every map there is. */
    static List<Path> all() {
        try (Stream<Path> bundles = Files.list(BUNDLES)) {
            return bundles.map(bundle -> bundle.resolve("src/main/resources/OSGI-INF/meter-map"))
                    .filter(Files::isDirectory)
                    .flatMap(Maps::files)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The map of a name. */
    static Path named(String name) {
        return all().stream().filter(map -> name(map).equals(name)).findFirst().orElseThrow();
    }

    /** Name of a map by its file. */
    static String name(Path map) {
        return map.getFileName().toString().replace(".json", "");
    }

    /** The golden cases of a map. */
    static Path golden(Path map) {
        return map.resolve("../../../../../test/golden/" + name(map) + ".txt").normalize();
    }

    /** The map of a file. */
    static MeterMap read(Path map) throws IOException {
        return MapFile.read(name(map), name -> Files.readString(map.resolveSibling(name + ".json")));
    }

    private static Stream<Path> files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
