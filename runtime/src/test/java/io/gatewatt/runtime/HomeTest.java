package io.gatewatt.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeTest {

    @TempDir
    Path directory;

    @Test
    void isMadeForItsOwnerOnly() throws IOException {
        Path path = directory.resolve("a/b");
        assertEquals(path, Home.take(path).path());
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
        assertTrue(Files.isDirectory(path.resolve("secrets")));
    }

    @Test
    void aSecondOneOnTheSameDirectoryIsRefusedAndToldWhoHoldsIt() {
        Home.take(directory);
        Refusal refusal = assertThrows(Refusal.class, () -> Home.take(directory));
        assertEquals(Refusal.HOME_IN_USE, refusal.code());
        String words = directory + " is in use by process " + ProcessHandle.current().pid();
        assertTrue(refusal.getMessage().contains(words), refusal.getMessage());
    }

    @Test
    void aFileIsNoHome() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));
        Refusal refusal = assertThrows(Refusal.class, () -> Home.take(file));
        assertEquals(Refusal.HOME_NOT_WRITABLE, refusal.code());
        assertTrue(refusal.getMessage().contains("is a file"), refusal.getMessage());
    }

    @Test
    void afreshForgetsEverythingButStaysTaken() throws IOException {
        Home home = Home.take(directory);
        Files.createFile(directory.resolve("secrets/key"));
        Files.createDirectories(directory.resolve("bundles/bundle1"));
        home.beginAfresh();
        assertFalse(Files.exists(directory.resolve("secrets/key")));
        assertTrue(Files.exists(directory.resolve("secrets")));
        assertFalse(Files.exists(directory.resolve("bundles/bundle1")));
        assertThrows(Refusal.class, () -> Home.take(directory));
    }
}
