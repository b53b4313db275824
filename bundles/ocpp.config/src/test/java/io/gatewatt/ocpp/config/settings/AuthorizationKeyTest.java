// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.config.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuthorizationKeyTest {

    @TempDir
    Path home;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "4F43415F4F4354545F61646D696E5F74657374 | true",
                "00000000000000000000000000000000 | true",
                "0000000000000000000000000000000000000000 | true",
                "000000000000000000000000000000000 | false",
                "000000000000000000000000000000000000000000 | false",
                "0123456789abcdef | true",
                "passwordpassword | true",
                "passwordpasswordpass | true",
                "passwordpasswor | false",
                "passwordpasswordpassw | false",
                "'password password' | false",
                "'passwordpasswörd' | false",
                "'' | false",
            })
    void sixteenToTwentyBytes(String value, boolean good) {
        assertEquals(good, AuthorizationKey.problem(value).isEmpty());
    }

    @Test
    void keptForTheOwnerOnly() throws IOException {
        AuthorizationKey.keep(home, "passwordpassword");
        AuthorizationKey.keep(home, "4F43415F4F4354545F61646D696E5F74657374");

        Path file = home.resolve("secrets/authorizationKey");
        assertEquals("4F43415F4F4354545F61646D696E5F74657374", Files.readString(file));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())));
        try (var files = Files.list(file.getParent())) {
            assertEquals(2, files.count());
        }
    }

    @Test
    void theKeyBeforeStaysBesideUntilSomebodyRemovesIt() throws IOException {
        Path before = AuthorizationKey.fileBefore(home);
        AuthorizationKey.keep(home, "passwordpassword");
        AuthorizationKey.keep(home, "passwordpassword");
        assertEquals(false, Files.exists(before));
        AuthorizationKey.keep(home, "secondsecondsecond");
        AuthorizationKey.keep(home, "third-third-third");
        assertEquals("passwordpassword", Files.readString(before), "the last that was let in");
        assertEquals("third-third-third", Files.readString(AuthorizationKey.file(home)));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(before)));
        Files.delete(before);
        AuthorizationKey.keep(home, "fourthfourthfourth");
        assertEquals("third-third-third", Files.readString(before));
    }

    @Test
    void aBadKeyIsNotKeptAndNotTold() {
        BadValueException e = assertThrows(BadValueException.class, () -> AuthorizationKey.keep(home, "secret"));
        assertEquals(false, e.getMessage().contains("secret"));
        assertEquals(false, Files.exists(AuthorizationKey.file(home)));
    }
}
