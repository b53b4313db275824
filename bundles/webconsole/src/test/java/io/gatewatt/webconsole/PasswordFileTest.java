// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.webconsole;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PasswordFileTest {

    @TempDir
    Path home;

    @Test
    void keepsOnlyAHashThatNobodyElseMayRead() throws IOException {
        PasswordFile file = new PasswordFile(home.resolve("secrets/console"));
        assertTrue(file.read().isEmpty());

        String password = file.renew();

        assertTrue(password.matches("[" + PasswordFile.ALPHABET + "]{20}"), "20 letters and digits");
        assertFalse(Files.readString(file.path()).contains(password));
        assertEquals("rw-------", mode(file.path()));
        assertEquals("rwx------", mode(file.path().getParent()));
        assertTrue(file.read().orElseThrow().matches(password));
        assertFalse(file.read().orElseThrow().matches(password + "x"));
    }

    @Test
    void eachRenewalGivesAnotherPasswordAndEndsTheLast() throws IOException {
        PasswordFile file = new PasswordFile(home.resolve("secrets/console"));
        String first = file.renew();
        String second = file.renew();

        assertNotEquals(first, second);
        assertFalse(file.read().orElseThrow().matches(first));
    }

    @Test
    void aLeftoverOfAPowerCutIsNoObstacle() throws IOException {
        PasswordFile file = new PasswordFile(home.resolve("secrets/console"));
        Files.createDirectories(home.resolve("secrets"));
        Files.writeString(home.resolve("secrets/console.new"), "half a li");

        assertTrue(file.read().isEmpty());
        file.renew();

        assertTrue(file.read().isPresent());
        assertFalse(Files.exists(home.resolve("secrets/console.new")));
    }

    @Test
    void aDamagedFileIsNamedAndNeverOpensTheConsole() throws IOException {
        PasswordFile file = new PasswordFile(home.resolve("secrets/console"));
        file.renew();
        Files.writeString(file.path(), "pbkdf2-sha512$1$AAAA$AAAA");

        IOException failure = assertThrows(IOException.class, file::read);

        assertTrue(failure.getMessage().contains("secrets/console is damaged"), failure.getMessage());
        assertTrue(failure.getMessage().contains("delete it"), failure.getMessage());
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
