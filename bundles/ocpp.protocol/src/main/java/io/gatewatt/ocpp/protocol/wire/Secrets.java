// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.protocol.wire;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The secrets of the station, one file each, readable by its owner only. They are read when needed, so a new one is in force with the next
 * connection.
 *
 * @param folder where they are; none means there are none
 */
public record Secrets(Optional<Path> folder) {

    private static final Logger LOG = LoggerFactory.getLogger(Secrets.class);

    /**
     * The secret of this name without the line end; empty when there is none or it is blank.
     *
     * @throws IOException with words what to do
     */
    public Optional<String> find(String name) throws IOException {
        if (folder.isEmpty()) {
            return Optional.empty();
        }
        Path file = folder.get().resolve(name);
        try {
            return Optional.of(Files.readString(file, StandardCharsets.UTF_8).strip())
                    .filter(s -> !s.isEmpty());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new IOException(
                    "secret " + file + " cannot be read (" + e.getMessage()
                            + "): make it readable for the station's user",
                    e);
        }
    }

    /** Removes a secret that is needed no more. One that cannot be removed is told, and stays. */
    void forget(String name) {
        try {
            if (folder.isPresent()) {
                Files.deleteIfExists(folder.get().resolve(name));
            }
        } catch (IOException e) {
            LOG.warn("secret {} cannot be removed: {}", name, e.getMessage());
        }
    }
}
