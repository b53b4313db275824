// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.loop.core;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.LibraryLoaderUtil;

class NativeLibraryTest {

    private static final String PATH = "org.sqlite.lib.path";

    @TempDir
    Path folder;

    private final Properties before = new Properties();

    @BeforeEach
    void remember() {
        before.putAll(System.getProperties());
        System.clearProperty(PATH);
    }

    @AfterEach
    void restore() {
        System.setProperties(before);
    }

    @Test
    void theDriverIsTurnedToACopyThatIsMadeOnce() throws IOException {
        NativeLibrary.keep(folder);
        Path library = Path.of(System.getProperty(PATH), System.getProperty("org.sqlite.lib.name"));
        try (InputStream own = SQLiteJDBCLoader.class.getResourceAsStream(
                LibraryLoaderUtil.getNativeLibResourcePath() + "/" + LibraryLoaderUtil.getNativeLibName())) {
            assertArrayEquals(own.readAllBytes(), Files.readAllBytes(library));
        }
        try (Stream<Path> files = Files.list(library.getParent())) {
            assertEquals(List.of(library), files.toList());
        }
        Files.writeString(library, "kept");
        System.clearProperty(PATH);
        NativeLibrary.keep(folder);
        assertEquals("kept", Files.readString(library));
    }

    @Test
    void whatWasLeftHalfIsMadeAnew() throws IOException {
        Path mine = Files.createDirectories(folder.resolve("sqlite-" + SQLiteJDBCLoader.getVersion()));
        Files.writeString(mine.resolve(LibraryLoaderUtil.getNativeLibName() + ".new"), "half");
        NativeLibrary.keep(folder);
        assertFalse(Files.exists(mine.resolve(LibraryLoaderUtil.getNativeLibName() + ".new")));
        assertEquals(mine.toString(), System.getProperty(PATH));
    }

    @Test
    void whereNothingCanBeKeptTheDriverGoesItsOwnWay() throws IOException {
        NativeLibrary.keep(Files.writeString(folder.resolve("file"), ""));
        assertEquals(null, System.getProperty(PATH));
    }

    @Test
    void aChoiceFromOutsideStays() {
        System.setProperty(PATH, "/elsewhere");
        NativeLibrary.keep(folder);
        assertEquals("/elsewhere", System.getProperty(PATH));
    }
}
