// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.bench.runtime;

import io.gatewatt.bench.model.Memory;
import io.gatewatt.bench.model.MemoryStore;
import io.gatewatt.files.DurableFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One JSON file per connector; a kill at any instant leaves the file before or after a change. */
public final class FileMemory implements MemoryStore {

    private static final Logger LOG = LoggerFactory.getLogger(FileMemory.class);

    private static final String CLOCK = "clock.json";

    private final Path folder;

    /**
     * Files in this folder, which is made when missing.
     *
     * @throws IOException when it cannot be made
     */
    public FileMemory(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
    }

    @Override
    public Optional<Memory> load(int connector) {
        Path file = file(connector);
        try {
            return Files.exists(file) ? Optional.of(MemoryJson.read(Files.readAllBytes(file))) : Optional.empty();
        } catch (IOException e) {
            LOG.error("{} is not readable: {}. It is set aside and the connector starts as new", file, e.getMessage());
            setAside(file);
            return Optional.empty();
        }
    }

    /** How wrong the clock was left, s. */
    long clockOffset() {
        Path file = folder.resolve(CLOCK);
        try {
            return Files.exists(file) ? MemoryJson.readClock(Files.readAllBytes(file)) : 0;
        } catch (IOException e) {
            LOG.error("{} is not readable: {}. It is set aside and the clock is right again", file, e.getMessage());
            setAside(file);
            return 0;
        }
    }

    /** Keeps how wrong the clock is, s. */
    void clockOffset(long seconds) {
        save(folder.resolve(CLOCK), () -> MemoryJson.writeClock(seconds));
    }

    /** Logs what cannot be saved and goes on: a bench with a full disk still has a cable to pull. */
    @Override
    public void save(int connector, Memory memory) {
        save(file(connector), () -> MemoryJson.write(memory));
    }

    private void save(Path file, Content content) {
        try {
            DurableFile.write(file, content.write());
        } catch (IOException e) {
            LOG.error(
                    "{} is not saved: {}. A restart would forget the last change of the virtual charger",
                    file,
                    e.toString());
        }
    }

    private Path file(int connector) {
        return folder.resolve("connector" + connector + ".json");
    }

    private static void setAside(Path file) {
        try {
            Files.move(file, file.resolveSibling(file.getFileName() + ".broken"), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            LOG.error("{} cannot be set aside: {}", file, e.toString());
        }
    }

    @FunctionalInterface
    private interface Content {
        byte[] write() throws IOException;
    }
}
