// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.bench.runtime;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.gatewatt.bench.model.Memory;
import io.gatewatt.bench.model.MemoryStore;
import io.gatewatt.files.DurableFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One JSON file per connector; a kill at any instant leaves the file before or after a change. */
public final class FileMemory implements MemoryStore {

    private static final Logger LOG = LoggerFactory.getLogger(FileMemory.class);

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private static final String CLOCK = "clock.json";
    private static final String OFFSET = "offsetSeconds";

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
            return Files.exists(file) ? Optional.of(MAPPER.readValue(file.toFile(), Memory.class)) : Optional.empty();
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
            return Files.exists(file)
                    ? MAPPER.readTree(file.toFile()).path(OFFSET).asLong()
                    : 0;
        } catch (IOException e) {
            LOG.error("{} is not readable: {}. It is set aside and the clock is right again", file, e.getMessage());
            setAside(file);
            return 0;
        }
    }

    /** Keeps how wrong the clock is, s. */
    void clockOffset(long seconds) {
        save(folder.resolve(CLOCK), Map.of(OFFSET, seconds));
    }

    /** Logs what cannot be saved and goes on: a bench with a full disk still has a cable to pull. */
    @Override
    public void save(int connector, Memory memory) {
        save(file(connector), memory);
    }

    private void save(Path file, Object content) {
        try {
            DurableFile.write(file, MAPPER.writeValueAsBytes(content));
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
}
