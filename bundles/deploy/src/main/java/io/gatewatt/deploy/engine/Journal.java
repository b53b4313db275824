// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.deploy.engine;

import io.gatewatt.files.DurableFile;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.TreeSet;
import org.osgi.framework.Version;

/**
 * What is deployed, and the files of it: the truth that the framework's bundles are made to fit at each start. One text file, replaced as a whole, so a
 * kill leaves it before or after a change. What it says runs is what runs; an exchange under way is noted beside, so that the next start knows which
 * bundles a cut-off exchange may have left stopped.
 *
 * <pre>
 * drivers/journal                              drivers/io.example.meter/1.2.0.jar
 *     io.example.meter/1.2.0/since=2026-11-22T10:15:30Z
 *     io.example.meter/1.2.0/signer=CN=Example
 *     io.example.meter/1.2.0/digest=...
 *     exchange=io.example.meter 1.2.0 1.3.0
 * </pre>
 *
 * <p>A text without a library behind it, because it is read while the station starts.
 */
final class Journal {

    /** Versions of a bundle whose file is kept, the one that runs among them. */
    static final int KEPT = 3;

    /** What the copy of a file begins with that is being looked through. */
    static final String ARRIVED = "arrived";

    private static final String EXCHANGE = "exchange";

    private final Path folder;
    private final Path file;
    /** Replaced as a whole, once it is on disk. */
    private Map<String, List<Edition>> editions = Map.of();

    private Exchange exchange;

    /**
     * A version of a bundle that was deployed.
     *
     * @param signer who signed it; empty for an unsigned one
     * @param digest of its content
     */
    record Edition(Version version, Instant since, String signer, String digest) {}

    /**
     * An exchange under way.
     *
     * @param from version that ran before; empty for none
     * @param to version that shall run; empty for none
     */
    record Exchange(String name, String from, String to) {}

    private Journal(Path folder) {
        this.folder = folder;
        this.file = folder.resolve("journal");
    }

    /** Reads the journal in this folder; an empty one when there is none. */
    static Journal read(Path folder) throws IOException {
        Journal journal = new Journal(folder);
        if (Files.exists(journal.file)) {
            Map<String, List<Edition>> found = new TreeMap<>();
            Properties text = new Properties();
            text.load(new StringReader(Files.readString(journal.file)));
            for (String key : new TreeSet<>(text.stringPropertyNames())) {
                String[] parts = key.split("/");
                if (key.equals(EXCHANGE)) {
                    String[] told = text.getProperty(key).split(" ", -1);
                    journal.exchange = new Exchange(told[0], told[1], told[2]);
                } else if (parts.length == 3 && parts[2].equals("since")) {
                    String of = parts[0] + "/" + parts[1];
                    found.computeIfAbsent(parts[0], any -> new ArrayList<>())
                            .add(new Edition(
                                    Version.parseVersion(parts[1]),
                                    Instant.parse(text.getProperty(key)),
                                    text.getProperty(of + "/signer", ""),
                                    text.getProperty(of + "/digest", "")));
                }
            }
            found.values().forEach(all -> all.sort(Comparator.comparing(Edition::version)));
            journal.editions = found;
        }
        return journal;
    }

    /** Symbolic names of all bundles that are deployed. */
    List<String> names() {
        return List.copyOf(editions.keySet());
    }

    /** The version that runs; empty when the bundle is not deployed. */
    Optional<Edition> current(String name) {
        List<Edition> all = editions.getOrDefault(name, List.of());
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
    }

    /** The versions before it whose files are kept, the newest first. */
    List<Edition> kept(String name) {
        List<Edition> all = new ArrayList<>(editions.getOrDefault(name, List.of()));
        if (!all.isEmpty()) {
            all.remove(all.size() - 1);
        }
        Collections.reverse(all);
        return all;
    }

    /** The exchange that is under way, or was when the station was cut off. */
    Optional<Exchange> exchange() {
        return Optional.ofNullable(exchange);
    }

    /** Notes that an exchange begins; what runs is still the version before. */
    void begin(Exchange begun) throws IOException {
        write(editions, begun);
        exchange = begun;
    }

    /** Notes that the exchange is over, whatever came of it. */
    void end() throws IOException {
        exchange = null;
        write(editions, null);
    }

    /** Notes that this version runs now: versions above it are forgotten, so are all but the last few below it. */
    void commit(String name, Edition edition) throws IOException {
        List<Edition> all = new ArrayList<>(editions.getOrDefault(name, List.of()));
        all.removeIf(other -> other.version().compareTo(edition.version()) >= 0);
        all.add(edition);
        while (all.size() > KEPT) {
            all.remove(0);
        }
        become(name, all);
    }

    /** Notes that the bundle is deployed no more. */
    void forget(String name) throws IOException {
        become(name, List.of());
    }

    /** What cannot be written down has not happened. */
    private void become(String name, List<Edition> all) throws IOException {
        Map<String, List<Edition>> after = new TreeMap<>(editions);
        after.put(name, all);
        if (all.isEmpty()) {
            after.remove(name);
        }
        write(after, exchange);
        editions = after;
    }

    /** Where the file of a version lies. */
    Path jar(String name, Version version) {
        return folder.resolve(name).resolve(version + ".jar");
    }

    /** Keeps the file of a version, for good. */
    void keep(Path jar, String name, Version version) throws IOException {
        Path kept = jar(name, version);
        Files.createDirectories(kept.getParent());
        DurableFile.write(kept, Files.readAllBytes(jar));
    }

    /** Removes files of versions that the journal does not tell of, and all that was cut off while it was copied. */
    void tidy() throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (DirectoryStream<Path> copies = Files.newDirectoryStream(folder, ARRIVED + "*")) {
            for (Path copy : copies) {
                Files.deleteIfExists(copy);
            }
        }
        try (DirectoryStream<Path> names = Files.newDirectoryStream(folder, Files::isDirectory)) {
            for (Path name : names) {
                List<String> known = editions.getOrDefault(name.getFileName().toString(), List.of()).stream()
                        .map(edition -> edition.version() + ".jar")
                        .toList();
                try (DirectoryStream<Path> jars = Files.newDirectoryStream(name)) {
                    for (Path jar : jars) {
                        if (!known.contains(jar.getFileName().toString())) {
                            Files.delete(jar);
                        }
                    }
                }
                if (known.isEmpty()) {
                    Files.delete(name);
                }
            }
        }
    }

    private void write(Map<String, List<Edition>> editions, Exchange exchange) throws IOException {
        Map<String, String> text = new TreeMap<>();
        editions.forEach((name, all) -> all.forEach(edition -> {
            String of = name + "/" + edition.version() + "/";
            text.put(of + "since", edition.since().toString());
            text.put(of + "signer", edition.signer());
            text.put(of + "digest", edition.digest());
        }));
        if (exchange != null) {
            text.put(EXCHANGE, exchange.name() + " " + exchange.from() + " " + exchange.to());
        }
        StringBuilder lines = new StringBuilder();
        text.forEach((key, value) -> lines.append(key)
                .append('=')
                .append(value.replace("\\", "\\\\").replace("\n", "\\n"))
                .append('\n'));
        Files.createDirectories(folder);
        DurableFile.write(file, lines.toString().getBytes(StandardCharsets.UTF_8));
    }
}
