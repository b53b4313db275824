// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.transport.serial.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class BackoffTest {

    @Test
    void doublesFromAFifthOfASecondToFive() {
        Backoff backoff = new Backoff();
        for (int round = 0; round < 2; round++) {
            long[] pauses = LongStream.generate(backoff::next).limit(8).toArray();
            assertEquals(
                    "200 400 800 1600 3200 5000 5000 5000",
                    String.join(
                            " ", LongStream.of(pauses).mapToObj(String::valueOf).toList()));
            backoff.reset();
        }
    }
}
