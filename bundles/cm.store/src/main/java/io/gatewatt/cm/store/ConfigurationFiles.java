// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.cm.store;

import io.gatewatt.files.DurableFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Dictionary;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.felix.cm.PersistenceManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One file per configuration, in the format of Felix between a first and a last line of our own. A process killed, or a mains cut, at any instant
 * leaves the configuration before or after an update. When a file cannot be read all the same, its copy is used and the damaged one is kept for
 * examination.
 */
final class ConfigurationFiles implements PersistenceManager {

    private static final Logger LOG = LoggerFactory.getLogger(ConfigurationFiles.class);
    private static final String SUFFIX = ".config";
    private static final String COPY = SUFFIX + ".copy";
    private static final String DAMAGED = ".damaged";

    private final Path folder;
    private final Copies copies;

    ConfigurationFiles(Path folder) throws IOException {
        this(folder, CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS));
    }

    /** @param later when copies are written */
    ConfigurationFiles(Path folder, Executor later) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.copies = new Copies(folder, COPY, later);
    }

    @Override
    public boolean exists(String pid) {
        return Stream.of(SUFFIX, COPY).anyMatch(suffix -> Files.exists(folder.resolve(name(pid) + suffix)));
    }

    @Override
    public Dictionary<?, ?> load(String pid) throws IOException {
        return read(name(pid))
                .orElseThrow(() -> new IOException("no readable configuration of " + pid + " in " + folder));
    }

    @Override
    public Enumeration<?> getDictionaries() throws IOException {
        TreeSet<String> names = new TreeSet<>();
        try (Stream<Path> all = Files.list(folder)) {
            all.map(file -> file.getFileName().toString())
                    .forEach(file -> Stream.of(SUFFIX, COPY)
                            .filter(file::endsWith)
                            .forEach(suffix -> names.add(file.substring(0, file.length() - suffix.length()))));
        }
        List<Dictionary<?, ?>> found = new ArrayList<>();
        names.forEach(name -> read(name).ifPresent(found::add));
        return Collections.enumeration(found);
    }

    private Optional<Dictionary<?, ?>> read(String name) {
        Path file = file(name);
        String why;
        try {
            return Optional.of(ConfigurationText.parse(Files.readString(file)));
        } catch (IOException | RuntimeException e) {
            why = e.getMessage();
        }
        Optional<Dictionary<?, ?>> copy = copy(name);
        if (copy.isEmpty()) {
            LOG.error("{} cannot be read ({}), nor is there a copy of it; its defaults are used", file, why);
            return copy;
        }
        LOG.error("{} cannot be read ({}); the copy of what was stored last is used", file, why);
        try {
            if (Files.exists(file)) {
                Files.copy(
                        file, file.resolveSibling(file.getFileName() + DAMAGED), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            LOG.warn("{} cannot be kept for examination: {}", file, e.toString());
        }
        return copy;
    }

    /** A configuration as it was stored last, whatever has become of its file since; empty when that is not known. */
    Optional<Dictionary<?, ?>> storedLast(String pid) {
        return copy(name(pid));
    }

    private Optional<Dictionary<?, ?>> copy(String name) {
        try {
            Optional<String> text = copies.read(name);
            return text.isEmpty() ? Optional.empty() : Optional.of(ConfigurationText.parse(text.get()));
        } catch (IOException | RuntimeException e) {
            LOG.warn("the copy of configuration {} cannot be read: {}", name, e.getMessage());
            return Optional.empty();
        }
    }

    @Override
    public void store(String pid, @SuppressWarnings("rawtypes") Dictionary properties) throws IOException {
        String text = ConfigurationText.write(properties);
        DurableFile.write(file(name(pid)), text.getBytes(StandardCharsets.UTF_8));
        copies.keep(name(pid), text);
    }

    @Override
    public void delete(String pid) throws IOException {
        // The copy first: a kill in between must not bring it back.
        copies.delete(name(pid));
        DurableFile.delete(file(name(pid)));
    }

    /** Writes the copies that wait. */
    void flush() {
        copies.write();
    }

    private Path file(String name) {
        return folder.resolve(name + SUFFIX);
    }

    /** A file name for any PID: letters, digits and {@code . _ -} as they are, everything else as %XX. */
    private static String name(String pid) {
        StringBuilder name = new StringBuilder();
        for (byte b : pid.getBytes(StandardCharsets.UTF_8)) {
            boolean plain = b >= 'a' && b <= 'z'
                    || b >= 'A' && b <= 'Z'
                    || b >= '0' && b <= '9'
                    || b == '_'
                    || b == '-'
                    || b == '.' && !name.isEmpty();
            name.append(plain ? Character.toString(b) : String.format("%%%02X", b & 0xff));
        }
        return name.toString();
    }

    @Override
    public String toString() {
        return "configuration files in " + folder;
    }
}
