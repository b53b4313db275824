// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.protocol.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Times as central systems write them. */
class TimestampsTest {

    @ParameterizedTest
    @CsvSource({
        "2026-11-22T18:00:00Z, 2026-11-22T18:00:00Z",
        "2026-11-22t18:00:00z, 2026-11-22T18:00:00Z",
        "2026-11-22T18:00Z, 2026-11-22T18:00:00Z",
        "2026-11-22T19:00:00+01:00, 2026-11-22T18:00:00Z",
        "2026-11-22T12:30:00.5-05:30, 2026-11-22T18:00:00.500Z",
        "2026-11-22T18:00:00.1234567Z, 2026-11-22T18:00:00.123456700Z",
        "2026-11-22T18:00:00.1234567890123+00:00, 2026-11-22T18:00:00.123456789Z",
        "2028-02-29T00:00:00Z, 2028-02-29T00:00:00Z",
    })
    void areRead(String text, Instant instant) {
        assertEquals(Optional.of(instant), Timestamps.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "now",
                "2026-11-22",
                "18:00:00Z",
                "2026-11-22T18:00:00",
                "2026-11-22T25:00:00Z",
                "2026-02-29T00:00:00Z",
                "1700000000",
                "+12026-11-22T18:00:00Z",
                "-2026-11-22T18:00:00Z",
                "-999999999-01-01T00:00:00Z",
                "2026-11-22T18:00:00Z and more",
            })
    void areRefused(String text) {
        assertEquals(Optional.empty(), Timestamps.parse(text));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-22T18:00:00Z, 2026-11-22T18:00:00Z",
        "2026-11-22T18:00:00.120Z, 2026-11-22T18:00:00.120Z",
        "2026-11-22T18:00:00.123999999Z, 2026-11-22T18:00:00.123Z",
        "2026-11-22T18:00:00.000999Z, 2026-11-22T18:00:00Z",
    })
    void areWrittenInUtcWithMilliseconds(Instant instant, String text) {
        assertEquals(text, Timestamps.format(instant));
    }
}
