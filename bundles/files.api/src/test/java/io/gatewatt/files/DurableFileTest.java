// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a kill does to files is shown by the kill storm of {@code cm.store}. */
class DurableFileTest {

    @TempDir
    Path folder;

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void replacesAsAWholeAndLeavesNothingElse() throws IOException {
        Path file = folder.resolve("a");
        Files.writeString(folder.resolve("a.new"), "left by a kill in the middle of something longer");
        DurableFile.write(file, bytes("one"));
        DurableFile.write(file, bytes("2"));
        assertEquals("2", Files.readString(file));
        try (var files = Files.list(folder)) {
            assertEquals(1, files.count());
        }
        DurableFile.delete(file);
        DurableFile.delete(file);
        assertFalse(Files.exists(file));
    }

    @Test
    void aSecretIsForTheOwnerOnly() throws IOException {
        Path file = folder.resolve("secrets").resolve("key");
        DurableFile.writeSecret(file, bytes("one"));
        assertEquals("rwx------", mode(file.getParent()));
        assertEquals("rw-------", mode(file));
        Files.setPosixFilePermissions(file.getParent(), PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        Files.writeString(file.resolveSibling("key.new"), "left by a kill, for all to read");
        DurableFile.writeSecret(file, bytes("two"));
        assertEquals("two", Files.readString(file));
        assertEquals("rwx------", mode(file.getParent()));
        assertEquals("rw-------", mode(file));
    }

    @Test
    void whatCannotBeWrittenLeavesTheOld() throws IOException {
        assertThrows(NoSuchFileException.class, () -> DurableFile.write(folder.resolve("no/folder"), bytes("x")));
        Path file = folder.resolve("a");
        DurableFile.write(file, bytes("one"));
        Files.createDirectories(folder.resolve("a.new/in/the/way"));
        assertThrows(IOException.class, () -> DurableFile.write(file, bytes("two")));
        assertEquals("one", Files.readString(file));
    }
}
