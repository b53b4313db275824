// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.station.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadingGateTest {

    private final ReadingGate gate = new ReadingGate();

    @ParameterizedTest
    @CsvSource({
        "1000, 1000, 1, true",
        "1000, 1006, 1, true",
        // 32 A x 3 x 250 V x 2 for a second are 13 Wh, and 100 Wh are forgiven.
        "1000, 1113, 1, true",
        "1000, 1114, 1, false",
        "1000, 900000, 1, false",
        "1000, 9000, 3600, true",
        "1000, 999, 1, false"
    })
    void plausible(long before, long raw, long seconds, boolean taken) {
        assertEquals(
                taken, gate.refuse(before, raw, Duration.ofSeconds(seconds), 32).isEmpty());
    }

    @Test
    void aLowerRegisterThatStaysIsBelieved() {
        assertTrue(refuse(10).isPresent());
        assertTrue(refuse(10).isPresent());
        assertEquals(Optional.empty(), refuse(11));
    }

    @Test
    void aRegisterThatKeepsFallingIsNot() {
        for (long raw = 900; raw > 800; raw -= 10) {
            assertTrue(refuse(raw).isPresent());
        }
    }

    @Test
    void aGoodReadingForgetsWhatWasRefused() {
        refuse(10);
        refuse(10);
        assertEquals(Optional.empty(), refuse(1001));
        assertTrue(refuse(10).isPresent());
    }

    private Optional<String> refuse(long raw) {
        return gate.refuse(1000, raw, Duration.ofSeconds(1), 32);
    }
}
