// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.deploy.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is let in, and in which words all else is not. */
class InspectionTest {

    private static final Keys MAKER = Keys.self("Maker");
    private static final Keys FOREIGNER = Keys.self("Foreigner");
    private static final Keys AUTHORITY = Keys.authority("Authority");

    @TempDir
    private Path folder;

    private Inspection inspection;

    /** Makes a file that is not let in. */
    private interface Case {

        Path make(Path folder) throws IOException;
    }

    @BeforeEach
    void trust() throws IOException {
        MAKER.trustedIn(folder.resolve("trust"));
        AUTHORITY.trustedIn(folder.resolve("trust"));
        inspection = new Inspection(new SignatureCheck(new Trust(List.of(folder.resolve("trust")))), () -> false);
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                refused("no jar", "no jar, or a torn one", f -> Files.writeString(f.resolve("x.jar"), "hello")),
                refused("empty", "no jar, or a torn one", f -> Files.writeString(f.resolve("x.jar"), "")),
                refused("torn", "no jar, or a torn one", f -> {
                    Path jar = MAKER.sign(Bundles.driver(f, "1.0.0").jar());
                    byte[] bytes = Files.readAllBytes(jar);
                    return Files.write(jar, Arrays.copyOf(bytes, bytes.length / 2));
                }),
                refused("no manifest", "no manifest", f -> zip(f, Map.of("a.txt", "a"))),
                header("no symbolic name", "no Bundle-SymbolicName", "Bundle-SymbolicName", null),
                header("symbolic name with a path", "is no symbolic name", "Bundle-SymbolicName", "../../etc"),
                header("no manifest version", "Bundle-ManifestVersion", "Bundle-ManifestVersion", null),
                header("no version", "no Bundle-Version", "Bundle-Version", null),
                header("bad version", "is no version", "Bundle-Version", "one"),
                header("fragment", "it is a fragment", "Fragment-Host", "io.gatewatt.station.core"),
                header(
                        "framework extension",
                        "extends the framework",
                        "Fragment-Host",
                        "system.bundle;extension:=framework"),
                signed(
                        "newer Java",
                        "compiled for Java 99",
                        b -> b.entry(
                                "New.class",
                                new byte[] {(byte) 0xCA, (byte) 0xFE, (byte) 0xBA, (byte) 0xBE, 0, 0, 0, (byte) 143})),
                signed("zip-slip", "points outside", b -> b.entry("../../bin/gatewatt", "#!/bin/sh")),
                signed("absolute", "points outside", b -> b.entry("/etc/passwd", "root")),
                signed("backslashes", "points outside", b -> b.entry("..\\x", "root")),
                changed("another manifest", "not quite", entries -> {
                    entries.put("META-INF/manifest.mf", "Bundle-Version: 9.0.0");
                    return entries;
                }),
                signed(
                        "bomb of size",
                        "unpacks to more",
                        b -> b.entry("zeros", new byte[(int) Inspection.MOST_UNPACKED + 1])),
                signed("bomb of entries", "entries", b -> {
                    for (int i = 0; i <= Inspection.MOST_ENTRIES; i++) {
                        b.entry("e" + i, "");
                    }
                }),
                refused("too large", "larger than", f -> {
                    Path jar = f.resolve("large.jar");
                    try (var file = Files.newByteChannel(
                            jar, java.nio.file.StandardOpenOption.CREATE, java.nio.file.StandardOpenOption.WRITE)) {
                        file.position(Inspection.MOST_BYTES).write(java.nio.ByteBuffer.allocate(1));
                    }
                    return jar;
                }),
                refused("two of a name", "two entries", f -> {
                    Path jar = MAKER.sign(Bundles.data(f, "1.0.0")
                            .entry("aa", "1")
                            .entry("ab", "2")
                            .jar());
                    String text = new String(Files.readAllBytes(jar), StandardCharsets.ISO_8859_1);
                    return Files.write(jar, text.replace("ab", "aa").getBytes(StandardCharsets.ISO_8859_1));
                }),
                refused(
                        "unsigned",
                        "it is not signed",
                        f -> Bundles.driver(f, "1.0.0").jar()),
                refused(
                        "foreign signer",
                        "CN=Foreigner, who is not trusted",
                        f -> FOREIGNER.sign(Bundles.driver(f, "1.0.0").jar())),
                refused(
                        "self-named authority",
                        "not trusted",
                        f -> Keys.authority("Authority")
                                .issue("Liar")
                                .sign(Bundles.driver(f, "1.0.0").jar())),
                refused(
                        "issued by a mere signer",
                        "not trusted",
                        f -> MAKER.issue("Liar").sign(Bundles.driver(f, "1.0.0").jar())),
                refused(
                        "server certificate",
                        "not trusted",
                        f -> AUTHORITY
                                .issueServer("www.example.com")
                                .sign(Bundles.driver(f, "1.0.0").jar())),
                changed("changed entry", "changed after it was signed", entries -> {
                    entries.put("OSGI-INF/map.json", "{\"scale\": 1000}");
                    return entries;
                }),
                changed("changed manifest", "META-INF/MANIFEST.MF is not what was signed", entries -> {
                    entries.computeIfPresent("META-INF/MANIFEST.MF", (name, text) -> text.replace("1.0.0", "9.0.0"));
                    return entries;
                }),
                changed("added entry", "added to after it was signed: Evil.class", entries -> {
                    entries.put("Evil.class", "evil code");
                    return entries;
                }),
                changed("added to services", "added to after it was signed: META-INF/services/x", entries -> {
                    entries.put("META-INF/services/x", "Evil");
                    return entries;
                }),
                changed("entry taken out", "taken out after it was signed: OSGI-INF/map.json", entries -> {
                    entries.remove("OSGI-INF/map.json");
                    return entries;
                }),
                changed("stripped", "signature was taken off", entries -> {
                    entries.keySet().removeIf(Content::ofSignature);
                    return entries;
                }),
                changed("signature damaged", "its signature does not hold", entries -> {
                    entries.keySet().removeIf(name -> name.endsWith(".EC"));
                    return entries;
                }));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void isRefused(String name, String words, Case made) throws IOException {
        Path file = made.make(folder);
        RefusedException refusal = assertThrows(RefusedException.class, () -> inspection.inspect(file));
        assertTrue(refusal.getMessage().contains(words), refusal.getMessage());
    }

    @Test
    void signedByATrustedMaker() throws Exception {
        BundleFile found = inspection.inspect(MAKER.sign(
                Bundles.driver(folder, "1.2.0").entry("META-INF/x/", "").jar()));
        assertEquals(Bundles.NAME, found.name());
        assertEquals("1.2.0", found.version().toString());
        assertEquals("CN=Maker", found.signer().subject());
        assertEquals("", found.signer().warning());
    }

    @Test
    void signedByWhomATrustedAuthorityHasCertified() throws Exception {
        BundleFile found = inspection.inspect(
                AUTHORITY.issue("Employee").sign(Bundles.driver(folder, "1.0.0").jar()));
        assertEquals("CN=Employee", found.signer().subject());
    }

    @Test
    void anEndedCertificateIsToldAndNoReason() throws Exception {
        Keys ended = Keys.ended("Old");
        ended.trustedIn(folder.resolve("trust"));
        BundleFile found =
                inspection.inspect(ended.sign(Bundles.driver(folder, "1.0.0").jar()));
        assertTrue(found.signer().warning().contains("ended on"), found.signer().warning());
    }

    @Test
    void theDigestIsOfTheContentAndNotOfTheSignature() throws Exception {
        Path jar = Bundles.driver(folder, "1.0.0").jar();
        assertEquals(
                inspection.inspect(MAKER.sign(jar)).digest(),
                inspection.inspect(AUTHORITY.issue("Other").sign(jar)).digest());
    }

    private static Arguments refused(String name, String words, Case made) {
        return Arguments.of(name, words, made);
    }

    private static Arguments header(String name, String words, String header, String value) {
        return refused(
                name,
                words,
                f -> MAKER.sign(Bundles.driver(f, "1.0.0").header(header, value).jar()));
    }

    private static Arguments signed(String name, String words, Consumer<Bundles> spoil) {
        return refused(name, words, f -> {
            Bundles bundle = Bundles.driver(f, "1.0.0");
            spoil.accept(bundle);
            return MAKER.sign(bundle.jar());
        });
    }

    private static Arguments changed(String name, String words, UnaryOperator<Map<String, String>> change) {
        return refused(name, words, f -> {
            Path signed = MAKER.sign(Bundles.data(f, "1.0.0").jar());
            Map<String, String> entries = new LinkedHashMap<>();
            try (ZipFile zip = new ZipFile(signed.toFile())) {
                zip.stream().forEach(entry -> {
                    try {
                        entries.put(
                                entry.getName(),
                                new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.ISO_8859_1));
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
            }
            return zip(f, change.apply(entries));
        });
    }

    private static Path zip(Path folder, Map<String, String> entries) throws IOException {
        Path file = folder.resolve("zip.jar");
        try (OutputStream bytes = Files.newOutputStream(file);
                ZipOutputStream out = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, String> entry : entries.entrySet()) {
                out.putNextEntry(new ZipEntry(entry.getKey()));
                out.write(entry.getValue().getBytes(StandardCharsets.ISO_8859_1));
            }
        }
        return file;
    }
}
