// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.profile.core.meter;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gatewatt.loop.core.VirtualLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RhythmTest {

    private final VirtualLoop loop = new VirtualLoop();
    private final List<Long> beats = new ArrayList<>();
    private final Rhythm rhythm =
            new Rhythm(loop, loop.now(), () -> beats.add(loop.uptime().toMillis()));

    private void standStill(long millis) {
        loop.standStill(Duration.ofMillis(millis));
        loop.run();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                " 900 | 1000 2000 3000 4000 5000      | the next beat is still to come",
                "1500 | 1000 2000 3500 4000 5000      | late, and on its grid again",
                "2300 | 1000 2000 4300 4400 5000 6000 | one fell due meanwhile: none is missing",
                "2950 | 1000 2000 4950 5050 5150 6000 | and one more while that was made up for",
                "5300 | 1000 2000 7300 7400 8000      | of many the first and the last"
            })
    void aStandstill(long millis, String wanted, String what) {
        rhythm.every(1);
        loop.advance(Duration.ofSeconds(2));
        standStill(millis);
        loop.advance(Duration.ofMillis(8_000 - loop.uptime().toMillis()));
        List<Long> expected =
                List.of(wanted.trim().split(" ")).stream().map(Long::valueOf).toList();
        assertEquals(expected, beats.subList(0, expected.size()), what);
    }

    @Test
    void afterARestartTheFirstBeatWaitsForTheGrid() {
        loop.advance(Duration.ofMillis(3_400));
        Rhythm later = new Rhythm(
                loop,
                loop.now().minusMillis(3_400),
                () -> beats.add(loop.uptime().toMillis()));
        later.every(1);
        loop.advance(Duration.ofSeconds(1));
        assertEquals(List.of(4_000L), beats);
    }
}
