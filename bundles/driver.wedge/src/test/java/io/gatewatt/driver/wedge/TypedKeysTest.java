// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.driver.wedge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TypedKeysTest {

    private final TypedKeys keys = new TypedKeys();
    private final List<String> texts = new ArrayList<>();
    private long micros = 5_000_000;

    @ParameterizedTest
    @CsvSource({
        "'11 2 3 4 5 6 7 8 9 10 28', 0123456789",
        "'79 80 81 75 76 77 71 72 73 82 96', 1234567890",
        "'30 48 46 32 18 33 28', ABCDEF",
        "'42 30 28', A",
        "'28', ''",
        "'2 3', ''",
        "'2 28 3 28', '1 2'"
    })
    void codes(String codes, String typed) {
        for (String code : codes.split(" ")) {
            press(Integer.parseInt(code));
        }
        assertEquals(typed, String.join(" ", texts));
    }

    @Test
    void aPauseDropsWhatCameBefore() {
        press(2);
        micros += 2_000_000;
        press(3);
        press(28);
        assertEquals(List.of("2"), texts);
    }

    @Test
    void whatIsNoKeyIsPassedOver() {
        take(4, 4, 0x70004); // EV_MSC
        take(17, 0, 1); // EV_LED
        take(1, 2, 2); // repeated by the keyboard
        press(28);
        assertEquals(List.of(), texts);
    }

    private void press(int code) {
        take(1, code, 1);
        take(1, code, 0);
        take(0, 0, 0);
    }

    private void take(int type, int code, int value) {
        micros += 1000;
        byte[] record = ByteBuffer.allocate(TypedKeys.RECORD)
                .order(ByteOrder.nativeOrder())
                .putLong(micros / 1_000_000)
                .putLong(micros % 1_000_000)
                .putShort((short) type)
                .putShort((short) code)
                .putInt(value)
                .array();
        keys.take(record).ifPresent(texts::add);
    }
}
