// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EpilogueTest {

    private static final long STARTED = 1_790_000_000_000L;

    @TempDir
    Path secrets;

    @ParameterizedTest
    @CsvSource({"900, true", "0, true", "-1, false", "-86400000, false"})
    void tellsWhereThePasswordWasTold(long sinceTheStart, boolean above) throws IOException {
        Path file = Files.createFile(secrets.resolve("console"));
        Files.setLastModifiedTime(file, FileTime.fromMillis(STARTED + sinceTheStart));
        String told = told(file);
        assertEquals(above, told.contains("user and password are told above"), told);
        assertEquals(!above, told.contains("first start of this home") && told.contains("delete " + file), told);
    }

    @Test
    void aPasswordThatIsNotThereIsToldAnew() {
        assertTrue(told(secrets.resolve("console")).contains("to be told anew"));
    }

    private static String told(Path file) {
        return String.join("\n", Epilogue.lines("http://127.0.0.1:8080", file, STARTED));
    }
}
