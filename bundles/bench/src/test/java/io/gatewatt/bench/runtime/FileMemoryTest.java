// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.bench.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatewatt.bench.model.Connector;
import io.gatewatt.bench.model.Memory;
import io.gatewatt.bench.model.Side;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileMemoryTest {

    @TempDir
    Path home;

    private FileMemory memory;

    @BeforeEach
    void open() throws IOException {
        memory = new FileMemory(home.resolve("bench"));
    }

    @Test
    void whatWasSavedIsLoaded() throws IOException {
        assertEquals(Optional.empty(), memory.load(1));
        Connector connector = new Connector(1, () -> 0, memory, false);
        connector.plug(Side.BOTH);
        connector.meter(OptionalLong.of(123_456), Optional.of("A-1"), Optional.empty());
        assertEquals(Optional.of(connector.state().memory()), new FileMemory(home.resolve("bench")).load(1));
        assertEquals(Optional.empty(), memory.load(2));
        try (Stream<Path> files = Files.list(home.resolve("bench"))) {
            assertEquals(
                    List.of("connector1.json"),
                    files.map(file -> file.getFileName().toString()).toList());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{}", "[]", "{\"registerWh\":null}"})
    void aBrokenFileIsSetAsideAndTheConnectorIsNew(String content) throws IOException {
        Path file = Files.writeString(home.resolve("bench/connector1.json"), content);
        assertEquals(Optional.empty(), memory.load(1));
        assertFalse(Files.exists(file));
        assertTrue(Files.exists(home.resolve("bench/connector1.json.broken")));
    }

    @Test
    void aWrongClockStaysWrong() throws IOException {
        assertEquals(0, memory.clockOffset());
        memory.clockOffset(-3_600);
        assertEquals(-3_600, new FileMemory(home.resolve("bench")).clockOffset());
        Files.writeString(home.resolve("bench/clock.json"), "{");
        assertEquals(0, memory.clockOffset());
        assertTrue(Files.exists(home.resolve("bench/clock.json.broken")));
    }

    @Test
    void aHalfWrittenNextFileIsIgnored() throws IOException {
        memory.save(1, Memory.factory(1));
        Files.writeString(home.resolve("bench/connector1.json.new"), "{\"regis");
        assertEquals(Optional.of(Memory.factory(1)), memory.load(1));
    }

    @Test
    void aDiskThatRefusesIsToldAndSurvived() throws IOException {
        Files.createDirectories(home.resolve("bench/connector1.json.new/in/the/way"));
        memory.save(1, Memory.factory(1));
        assertEquals(Optional.empty(), memory.load(1));
    }
}
