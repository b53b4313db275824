// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.cm.store;

import io.gatewatt.files.DurableFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A second copy of each configuration as it was stored last, for the day on which somebody has edited its file. No update waits for it: it is
 * written a moment later, once for all changes in between. So a kill may leave it a moment behind, but always whole. From any thread.
 */
final class Copies {

    private static final Logger LOG = LoggerFactory.getLogger(Copies.class);

    private final Path folder;
    private final String suffix;
    private final Executor later;
    private final Map<String, String> waiting = new LinkedHashMap<>();

    /** @param later when copies are written */
    Copies(Path folder, String suffix, Executor later) {
        this.folder = folder;
        this.suffix = suffix;
        this.later = later;
    }

    synchronized void keep(String name, String text) {
        boolean first = waiting.isEmpty();
        waiting.put(name, text);
        if (first) {
            later.execute(this::write);
        }
    }

    /** Writes what waits. */
    synchronized void write() {
        waiting.forEach((name, text) -> {
            try {
                DurableFile.write(file(name), text.getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                LOG.warn("the copy of configuration {} stays an older one: {}", name, e.toString());
            }
        });
        waiting.clear();
    }

    /** The text of a copy; empty when there is none. */
    synchronized Optional<String> read(String name) throws IOException {
        String text = waiting.get(name);
        if (text == null && Files.exists(file(name))) {
            text = Files.readString(file(name));
        }
        return Optional.ofNullable(text);
    }

    synchronized void delete(String name) throws IOException {
        waiting.remove(name);
        DurableFile.delete(file(name));
    }

    private Path file(String name) {
        return folder.resolve(name + suffix);
    }
}
