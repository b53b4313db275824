// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.driver.em4100;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Em4100FramesTest {

    private final List<String> ids = new ArrayList<>();
    private final Em4100Frames frames =
            new Em4100Frames(id -> ids.add(HexFormat.of().withUpperCase().formatHex(id)));

    /** S stands for 02, E for 03, n for CR LF. 01^02^03^04^05 = 01; 0A^00^5B^C1^2F = BF. */
    @ParameterizedTest
    @CsvSource({
        "S010203040501E, 0102030405",
        "S010203040501nE, 0102030405",
        "S0A005BC12FBFnE, 0A005BC12F",
        "s0a005bc12fbfE, ''",
        "S0a005bc12fbfE, 0A005BC12F",
        "S010203040502E, ''",
        "S01020304050E, ''",
        "S0102030405012E, ''",
        "S01020G040501E, ''",
        "010203040501E, ''",
        "S0102S010203040501E, 0102030405",
        "xxS010203040501EyyS0A005BC12FBFE, 0102030405 0A005BC12F",
        "SE, ''",
        "S01020304050101020304050101020304050101E, ''"
    })
    void frames(String shown, String found) {
        byte[] bytes = bytes(shown);
        frames.received(bytes);
        assertEquals(found, String.join(" ", ids));
        ids.clear();
        for (byte b : bytes) {
            frames.received(b);
        }
        assertEquals(found, String.join(" ", ids), "byte by byte");
    }

    @Test
    void halfAFrameBeforeTheLineWentIsVoid() {
        frames.received(bytes("S010203"));
        frames.clear();
        frames.received(bytes("040501E"));
        assertEquals(List.of(), ids);
    }

    private static byte[] bytes(String shown) {
        return shown.replace('S', '\u0002')
                .replace('E', '\u0003')
                .replace("n", "\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
    }
}
