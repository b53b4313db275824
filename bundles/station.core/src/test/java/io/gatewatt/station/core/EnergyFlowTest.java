// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.station.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gatewatt.station.core.Facts.Flow;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** OCPP 1.6 section 4.9: SuspendedEV is offered and not taken, SuspendedEVSE is not offered, and it wins. */
class EnergyFlowTest {

    private final EnergyFlow energy = new EnergyFlow();

    private Flow at(long millis, String now) {
        return energy.look(
                Duration.ofMillis(millis), now.contains("w"), now.contains("a"), now.contains("h"), now.contains("d"));
    }

    /** First what was so for ten seconds, then what is so some milliseconds later; w wanted, a applied, h held by the disk, d drawn. */
    @ParameterizedTest
    @CsvSource({
        // before, after ms, now, flow
        "-,    0,     -,   EVSE_PAUSED",
        "-,    0,     w,   SETTLING",
        "-,    0,     wad, FLOWING",
        "wa,   0,     wa,  EV_PAUSED",
        "w,    0,     w,   EVSE_PAUSED",
        "wh,   0,     wh,  SETTLING",
        "wh,   0,     wa,  SETTLING",
        "wh,   100,   wad, FLOWING",
        "wad,  0,     -,   EVSE_PAUSED",
        "wad,  100,   wa,  SETTLING",
        "wad,  400,   wa,  EV_PAUSED",
        "wad,  400,   w,   EVSE_PAUSED",
        "wad,  100,   wad, FLOWING",
        "wa,   0,     a,   EVSE_PAUSED"
    })
    void flow(String before, long later, String now, Flow flow) {
        for (long millis = 0; millis <= 10_000; millis += 100) {
            at(millis, before);
        }
        assertEquals(flow, at(10_000 + later, now));
    }

    @Test
    void anOfferMadeAnewGivesTheVehicleItsTimeAgain() {
        at(0, "wa");
        assertEquals(Flow.EV_PAUSED, at(5_000, "wa"));
        assertEquals(Flow.EVSE_PAUSED, at(6_000, "-"));
        assertEquals(Flow.SETTLING, at(7_000, "w"));
        assertEquals(Flow.SETTLING, at(7_100, "wa"));
        assertEquals(Flow.SETTLING, at(12_000, "wa"));
        assertEquals(Flow.EV_PAUSED, at(12_100, "wa"));
    }
}
