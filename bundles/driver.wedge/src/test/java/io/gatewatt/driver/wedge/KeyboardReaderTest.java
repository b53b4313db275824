// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.driver.wedge;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatewatt.driver.contract.Configuration;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyboardReaderTest {

    @TempDir
    Path folder;

    /** After each number that is refused, one that is not. */
    @ParameterizedTest
    @CsvSource({
        "TEXT, '', 0010597059, 0010597059",
        "TEXT, '', 123456789012345678901, ''",
        "DECIMAL, '', 0010597059, 00A1B2C3",
        "DECIMAL, reverse, 0010597059, C3B2A100",
        "DECIMAL, decimal=10, 0010597059, 0010597059",
        "DECIMAL, '', 4294967295, FFFFFFFF",
        "DECIMAL, '', 4294967296, ''",
        "DECIMAL, '', 0140000000, ''",
        "DECIMAL, random, 0140000000, 08583B00",
        "HEX, '', 0410597059, 0410597059",
        "HEX, '', 123, ''"
    })
    void typed(String kind, String tokens, String digits, String token) {
        Keyboard keyboard = new Keyboard(folder);
        Path file = keyboard.file();
        KeyboardReader reader = new KeyboardReader(Configuration.of(
                KeyboardReader.Settings.class,
                Map.of("file", file.toString(), "typed", KeyboardReader.Typed.valueOf(kind), "tokens", tokens)));
        List<String> told = new CopyOnWriteArrayList<>();
        reader.listen(any -> told.add(any.value()));
        keyboard.type(digits);
        keyboard.type("1010101010");
        int expected = token.isEmpty() ? 1 : 2;
        await().until(() -> told.size() == expected);
        assertTrue(token.isEmpty() || told.get(0).equals(token), told::toString);
        reader.close();
        keyboard.left(file);
    }

    @Test
    void saysThatNoFileIsNamed() {
        KeyboardReader.Settings none = Configuration.of(KeyboardReader.Settings.class, Map.of());
        assertTrue(assertThrows(IllegalArgumentException.class, () -> new KeyboardReader(none))
                .getMessage()
                .startsWith("no file"));
    }
}
