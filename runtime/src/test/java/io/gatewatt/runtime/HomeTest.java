// SPDX-License-Identifier: Apache-2.0
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
        String words =
                directory + " is in use by process " + ProcessHandle.current().pid();
        assertTrue(refusal.getMessage().contains(words), refusal.getMessage());
    }

    @Test
    void aFileIsNoHome() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));
        Refusal refusal = assertThrows(Refusal.class, () -> Home.take(file));
        assertEquals(Refusal.HOME_UNUSABLE, refusal.code());
        assertTrue(refusal.getMessage().contains("is a file"), refusal.getMessage());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hosts",
                "tmp/work",
                "store/shop.db",
                "lock/subsys",
                "deploy/driver.jar notes.txt",
                "log/syslog",
                "config/app.ini"
            })
    void aFolderOfSomethingElseIsRefusedAndLeftAsItIs(String files) throws IOException {
        for (String file : files.split(" ")) {
            make(file, "theirs");
        }
        Refusal refusal = assertThrows(Refusal.class, () -> Home.take(directory));
        assertEquals(Refusal.HOME_UNUSABLE, refusal.code());
        assertTrue(refusal.getMessage().startsWith(directory + " is a folder of something else"), refusal.getMessage());
        for (String file : files.split(" ")) {
            assertEquals("theirs", Files.readString(directory.resolve(file)));
        }
        assertFalse(Files.isRegularFile(directory.resolve("lock")), "nothing is written there");
    }

    @Test
    void aLockOfAnotherProgramIsNoMark() throws IOException {
        make("lock", "held by editor\n");
        assertThrows(Refusal.class, () -> Home.take(directory));
    }

    @ParameterizedTest
    @CsvSource({"lock,4711", "lock,''", "store/gatewatt.db,x"})
    void whatAStationLeftIsItsHomeAndItsTemporaryFilesGo(String mark, String text) throws IOException {
        make(mark, text);
        make("tmp/old", "");
        make("notes.txt", "theirs");
        Home.take(directory);
        assertFalse(Files.exists(directory.resolve("tmp/old")));
        assertTrue(Files.exists(directory.resolve("notes.txt")));
    }

    @Test
    void aHomeMayBePreparedForItsFirstStart() throws IOException {
        make("deploy/driver.jar", "");
        make("secrets/authorizationKey", "");
        Files.createDirectory(directory.resolve("lost+found"));
        Home.take(directory);
        assertTrue(Files.exists(directory.resolve("deploy/driver.jar"))
                && Files.exists(directory.resolve("secrets/authorizationKey")));
    }

    private void make(String file, String text) throws IOException {
        Path path = directory.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    @Test
    void afreshForgetsEverythingButStaysTaken() throws IOException {
        Home home = Home.take(directory);
        Files.createFile(directory.resolve("secrets/key"));
        Files.createDirectories(directory.resolve("bundles/bundle1"));
        Path driver = Files.createFile(directory.resolve("deploy/driver.jar"));
        Path photo = Files.createFile(
                Files.createDirectory(directory.resolve("photos")).resolve("cat.jpg"));
        home.beginAfresh();
        assertTrue(Files.exists(driver) && Files.exists(photo), "what is somebody's own stays");
        assertFalse(Files.exists(directory.resolve("secrets/key")));
        assertTrue(Files.exists(directory.resolve("secrets")));
        assertFalse(Files.exists(directory.resolve("bundles/bundle1")));
        assertThrows(Refusal.class, () -> Home.take(directory));
    }
}
