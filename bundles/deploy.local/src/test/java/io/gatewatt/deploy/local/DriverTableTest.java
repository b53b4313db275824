// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.deploy.local;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gatewatt.deploy.Attempt;
import io.gatewatt.deploy.Deployed;
import io.gatewatt.deploy.Outcome;
import io.gatewatt.deploy.Outcome.Result;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class DriverTableTest {

    private static final Instant SINCE = Instant.parse("2026-11-22T14:02:11.523Z");

    private static Attempt attempt(Result result, String words) {
        return new Attempt(SINCE, "drop folder", new Outcome(result, "", "", words, 1));
    }

    @Test
    void aTableForATerminal() {
        assertEquals(
                """
                NAME              VERSION  SINCE                 BACK TO      SIGNER
                com.example.a     1.10.0   2026-11-22T14:02:11Z  1.9.0 1.8.0  CN=Example AG, C=CH
                io.example.board  0.1.0    2026-11-22T14:02:11Z  -            unsigned

                Did not work since the start, the newest first:
                2026-11-22T14:02:11Z  by drop folder: io.example.lock 2.0.0 is refused: it is not signed

                Developer mode: unsigned bundles are let in (setting Deploy.unsignedAllowed).
                """,
                DriverTable.of(
                        List.of(
                                new Deployed(
                                        "com.example.a",
                                        "1.10.0",
                                        "CN=Example AG, C=CH",
                                        SINCE,
                                        List.of("1.9.0", "1.8.0")),
                                new Deployed("io.example.board", "0.1.0", "", SINCE, List.of())),
                        List.of(
                                attempt(Result.REFUSED, "io.example.lock 2.0.0 is refused: it is not signed"),
                                attempt(Result.DEPLOYED, "io.example.board 0.1.0 runs")),
                        true));
    }
}
