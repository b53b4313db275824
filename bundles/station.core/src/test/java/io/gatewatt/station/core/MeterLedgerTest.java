// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.station.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class MeterLedgerTest {

    @Test
    void sameMeterShowsTheTrueRegisterThroughAGap() {
        MeterLedger ledger = MeterLedger.fresh("M1", 1000).take("M1", 1800);
        assertEquals(1800, ledger.registerWh());
        assertEquals(0, ledger.offsetWh());
    }

    @Test
    void anotherMeterGoesOnWithoutAStep() {
        MeterLedger ledger = MeterLedger.fresh("M1", 1000).take("M2", 50);
        assertEquals(1000, ledger.registerWh());
        assertEquals(1025, ledger.take("M2", 75).registerWh());
        assertEquals(
                1000,
                MeterLedger.fresh("M1", 1000).take("M2", 500_000).registerWh(),
                "a higher one does not jump either");
    }

    @Test
    void aRegisterThatWentBackStandsStillAndGoesOn() {
        MeterLedger ledger = MeterLedger.fresh("M1", 1000).take("M1", 0);
        assertEquals(1000, ledger.registerWh());
        assertEquals(1010, ledger.take("M1", 10).registerWh());
    }

    @Test
    void neverBackwardsWhateverComes() {
        Random random = new Random(7);
        for (int run = 0; run < 500; run++) {
            MeterLedger ledger = MeterLedger.fresh("M0", random.nextInt(1_000_000));
            for (int i = 0; i < 200; i++) {
                String serial = random.nextInt(10) == 0 ? "M" + random.nextInt(3) : ledger.serial();
                long raw = random.nextInt(5) == 0 ? random.nextInt(1_000_000) : ledger.rawWh() + random.nextInt(30);
                MeterLedger next = ledger.take(serial, raw);
                assertTrue(next.registerWh() >= ledger.registerWh(), ledger + " then " + next);
                assertEquals(raw, next.rawWh());
                ledger = next;
            }
        }
    }
}
