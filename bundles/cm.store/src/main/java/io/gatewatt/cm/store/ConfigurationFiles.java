// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.cm.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Dictionary;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.felix.cm.PersistenceManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One file per configuration, in the format of Felix between a first and a last line of our own. A process killed, or a mains cut, at any instant
 * leaves the configuration before or after an update. When a file cannot be read all the same, the generation before it is used and the
 * damaged one is kept for examination.
 */
final class ConfigurationFiles implements PersistenceManager {

    private static final Logger LOG = LoggerFactory.getLogger(ConfigurationFiles.class);
    private static final String SUFFIX = ".config";
    private static final String PREVIOUS = ".previous";
    private static final String DAMAGED = ".damaged";

    private final Path folder;

    ConfigurationFiles(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
    }

    @Override
    public boolean exists(String pid) {
        return Files.exists(file(pid)) || Files.exists(previous(file(pid)));
    }

    @Override
    public Dictionary<?, ?> load(String pid) throws IOException {
        return read(file(pid))
                .orElseThrow(() -> new IOException("no readable configuration of " + pid + " in " + folder));
    }

    @Override
    public Enumeration<?> getDictionaries() throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.map(ConfigurationFiles::current)
                    .flatMap(Optional::stream)
                    .distinct()
                    .sorted()
                    .toList();
        }
        List<Dictionary<?, ?>> found = new ArrayList<>();
        for (Path file : files) {
            read(file).ifPresent(found::add);
        }
        return Collections.enumeration(found);
    }

    /** The file of a configuration that this file, or the generation before it, belongs to. */
    private static Optional<Path> current(Path file) {
        String name = file.getFileName().toString();
        if (name.endsWith(SUFFIX)) {
            return Optional.of(file);
        }
        if (name.endsWith(SUFFIX + PREVIOUS)) {
            return Optional.of(file.resolveSibling(name.substring(0, name.length() - PREVIOUS.length())));
        }
        return Optional.empty();
    }

    private static Optional<Dictionary<?, ?>> read(Path file) {
        String why;
        try {
            return Optional.of(ConfigurationText.parse(Files.readString(file)));
        } catch (IOException | RuntimeException e) {
            why = e.getMessage();
        }
        try {
            Dictionary<?, ?> before = ConfigurationText.parse(Files.readString(previous(file)));
            LOG.error("{} cannot be read ({}); the configuration before the last change is used", file, why);
            if (Files.exists(file)) {
                Files.copy(
                        file,
                        file.resolveSibling(file.getFileName() + DAMAGED),
                        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            }
            return Optional.of(before);
        } catch (IOException | RuntimeException e) {
            LOG.error(
                    "{} cannot be read ({}), nor is there a readable one before it; its defaults are used", file, why);
            return Optional.empty();
        }
    }

    @Override
    public void store(String pid, @SuppressWarnings("rawtypes") Dictionary properties) throws IOException {
        Path file = file(pid);
        String text = ConfigurationText.write(properties);
        if (readable(file)) {
            // The generation before: a second name for the same bytes, made before the first name moves on.
            Path link = file.resolveSibling(file.getFileName() + ".link");
            Files.deleteIfExists(link);
            Files.createLink(link, file);
            DurableFiles.rename(link, previous(file));
        }
        DurableFiles.write(file, text);
    }

    /** A damaged generation must not push out the good one before it. */
    private static boolean readable(Path file) {
        try {
            ConfigurationText.parse(Files.readString(file));
            return true;
        } catch (IOException | RuntimeException e) {
            return false;
        }
    }

    @Override
    public void delete(String pid) throws IOException {
        Path file = file(pid);
        // The older one first: a kill in between must not bring it back.
        Files.deleteIfExists(previous(file));
        Files.deleteIfExists(file);
        DurableFiles.flushFolder(folder);
    }

    private static Path previous(Path file) {
        return file.resolveSibling(file.getFileName() + PREVIOUS);
    }

    /** A file name for any PID: letters, digits and {@code . _ -} as they are, everything else as %XX. */
    private Path file(String pid) {
        StringBuilder name = new StringBuilder();
        for (byte b : pid.getBytes(java.nio.charset.StandardCharsets.UTF_8)) {
            boolean plain = b >= 'a' && b <= 'z'
                    || b >= 'A' && b <= 'Z'
                    || b >= '0' && b <= '9'
                    || b == '_'
                    || b == '-'
                    || b == '.' && !name.isEmpty();
            name.append(plain ? Character.toString(b) : String.format("%%%02X", b & 0xff));
        }
        return folder.resolve(name + SUFFIX);
    }

    @Override
    public String toString() {
        return "configuration files in " + folder;
    }
}
