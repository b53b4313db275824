// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.driver.twn4;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatewatt.driver.DeviceException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimpleProtocolTest {

    /** A dot stands for CR. */
    @ParameterizedTest
    @CsvSource({
        "0000., ''",
        "00018038070411223344556677, MORE",
        "0001803807041122334455AA., 041122334455AA",
        "00014028050A005BC12F., 0A005BC12F",
        "0001402805 0A005BC12F., BAD",
        "01., 'error 01'",
        "0001803807041122., 'no answer to SearchTag'",
        "0002., 'no answer to SearchTag'",
        "000., 'not hex'",
        "hello., 'not hex'",
        "., 'not hex'",
        "'', MORE"
    })
    void answers(String received, String expected) throws DeviceException {
        byte[] bytes = received.replace('.', '\r').getBytes(StandardCharsets.US_ASCII);
        switch (expected) {
            case "MORE" -> assertEquals(Optional.empty(), SimpleProtocol.tag(bytes));
            case "BAD" -> assertThrows(DeviceException.class, () -> SimpleProtocol.tag(bytes));
            default -> {
                if (expected.contains(" ")) {
                    DeviceException why = assertThrows(DeviceException.class, () -> SimpleProtocol.tag(bytes));
                    assertTrue(why.getMessage().contains(expected), why.getMessage());
                } else {
                    assertEquals(
                            expected,
                            HexFormat.of()
                                    .withUpperCase()
                                    .formatHex(SimpleProtocol.tag(bytes).orElseThrow()));
                }
            }
        }
    }
}
