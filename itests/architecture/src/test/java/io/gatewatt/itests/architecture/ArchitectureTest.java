// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.itests.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The arrows between the built bundles, and what the features ship of them. */
class ArchitectureTest {

    private static final Path ROOT = Path.of("").toAbsolutePath().getParent().getParent();

    @Test
    void noForbiddenArrow() throws IOException {
        List<BuiltBundle> bundles = modules().stream()
                .map(ArchitectureTest::jar)
                .map(BuiltBundle::read)
                .toList();
        assertFalse(bundles.isEmpty());
        assertEquals("", String.join("\n", Rules.broken(bundles)));
    }

    @Test
    void featuresShipNothingOfOursThatIsNoModule() throws IOException {
        Set<String> shipped = shipped();
        assertFalse(shipped.isEmpty());
        shipped.removeAll(modules());
        assertEquals(Set.of(), shipped);
    }

    @Test
    void theCoverageReportLeavesNoModuleOut() throws IOException {
        Set<String> reported = matches(
                Pattern.compile("<artifactId>io\\.gatewatt\\.([^<]+)<"), ROOT.resolve("itests/coverage/pom.xml"));
        Set<String> left = modules();
        left.removeIf(module -> !Files.isDirectory(ROOT.resolve("bundles/" + module + "/src/test/java")));
        left.removeIf(module -> !Files.isDirectory(ROOT.resolve("bundles/" + module + "/src/main/java")));
        left.removeAll(reported);
        assertEquals(Set.of(), left);
    }

    /** The list is made at verify, and not without a network. */
    @Test
    void theBillOfMaterialsNamesAllThatIsShipped() throws IOException {
        Path bill = ROOT.resolve("target/bom.json");
        assumeTrue(Files.isRegularFile(bill), "no " + bill + ": it is made by mvn verify, online");
        Set<String> named = matches(Pattern.compile("\"bom-ref\" : \"pkg:maven/[^/]+/([^?\"]+)\\?"), bill);
        Set<String> shipped = new TreeSet<>();
        try (Stream<Path> files = Files.walk(ROOT.resolve("runtime/target/gatewatt/artifacts"))) {
            files.filter(file -> file.toString().endsWith(".jar"))
                    .forEach(jar -> shipped.add(jar.getParent().getParent().getFileName() + "@"
                            + jar.getParent().getFileName()));
        }
        assertFalse(shipped.isEmpty());
        shipped.removeAll(named);
        assertEquals(Set.of(), shipped);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "profile.core | io.gatewatt.driver | | profile.core -> driver.api (io.gatewatt.driver) is forbidden",
                "station.core | io.gatewatt.ocpp | | station.core -> ocpp.api (io.gatewatt.ocpp) is forbidden",
                "ocpp.protocol | io.gatewatt.station | | ocpp.protocol -> nobody (io.gatewatt.station) is forbidden",
                "profile.x | io.gatewatt.loop | | profile.x imports io.gatewatt.loop, which nobody exports",
                "process | | io.gatewatt.process | process exports io.gatewatt.process, and an implementation exports nothing",
                "newcomer | | | newcomer has no row in the table of who may import whom",
            })
    void aForbiddenArrowIsFoundAndNamed(String name, String imported, String exported, String words) {
        BuiltBundle driver =
                bundle("driver.api", null, "io.gatewatt.driver;version=\"1.0\",io.gatewatt.measure;uses:=\"a,b\"");
        BuiltBundle ocpp = bundle("ocpp.api", null, "io.gatewatt.ocpp;version=\"1.0\"");
        assertEquals(List.of(words), Rules.broken(List.of(driver, ocpp, bundle(name, imported, exported))));
    }

    @Test
    void aCircleIsFoundAndNamed() {
        BuiltBundle driver = bundle("driver.api", "io.gatewatt.station", "io.gatewatt.measure");
        BuiltBundle station = bundle("station.api", "io.gatewatt.measure", "io.gatewatt.station");
        assertEquals(
                List.of(
                        "circle: driver.api -> station.api -> driver.api",
                        "driver.api -> station.api (io.gatewatt.station) is forbidden"),
                Rules.broken(List.of(driver, station)));
    }

    @Test
    void aSplitPackageIsFound() {
        BuiltBundle one = new BuiltBundle("loop.core", Set.of(), Set.of(), Set.of("io.gatewatt.loop"), Map.of());
        BuiltBundle two =
                new BuiltBundle("loop.api", Set.of(), Set.of("io.gatewatt.loop"), Set.of("io.gatewatt.loop"), Map.of());
        assertEquals(
                List.of("package io.gatewatt.loop is split over loop.core and loop.api"),
                Rules.broken(List.of(one, two)));
    }

    private static BuiltBundle bundle(String name, String imported, String exported) {
        Map<String, String> headers = Stream.of(
                        Map.entry("Bundle-SymbolicName", "io.gatewatt." + name),
                        Map.entry("Import-Package", imported == null ? "" : imported + ";version=\"[1.0,2)\""),
                        Map.entry("Export-Package", exported == null ? "" : exported))
                .filter(header -> !header.getValue().isEmpty())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        return BuiltBundle.of(headers, Set.of());
    }

    private static Set<String> modules() throws IOException {
        return matches(Pattern.compile("<module>([^<]+)</module>"), ROOT.resolve("bundles/pom.xml"));
    }

    private static Set<String> shipped() throws IOException {
        Set<String> shipped = new TreeSet<>();
        try (Stream<Path> features = Files.list(ROOT.resolve("runtime/target/gatewatt/features"))) {
            for (Path feature : features.toList()) {
                shipped.addAll(matches(Pattern.compile("\"io\\.gatewatt:io\\.gatewatt\\.([^:]+):[^:\"]+\""), feature));
            }
        }
        return shipped;
    }

    private static Set<String> matches(Pattern pattern, Path file) throws IOException {
        Matcher matcher = pattern.matcher(Files.readString(file));
        return matcher.results().map(result -> result.group(1)).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Path jar(String module) {
        try (Stream<Path> files = Files.list(ROOT.resolve("bundles/" + module + "/target"))) {
            String name = "io\\.gatewatt\\." + Pattern.quote(module) + "-[^-]+(-SNAPSHOT)?\\.jar";
            return files.filter(file -> file.getFileName().toString().matches(name))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("bundle " + module + " is not built; run mvn verify"));
        } catch (IOException e) {
            throw new AssertionError("bundle " + module + " is not built; run mvn verify", e);
        }
    }
}
