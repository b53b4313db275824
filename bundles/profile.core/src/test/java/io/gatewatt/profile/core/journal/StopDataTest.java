// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.profile.core.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatewatt.loop.core.VirtualLoop;
import io.gatewatt.ocpp.v16.Measurand;
import io.gatewatt.ocpp.v16.MeterValue;
import io.gatewatt.ocpp.v16.ReadingContext;
import io.gatewatt.ocpp.v16.SampledValue;
import io.gatewatt.ocpp.v16.SampledValue.Location;
import io.gatewatt.ocpp.v16.UnitOfMeasure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StopDataTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private final VirtualLoop loop = new VirtualLoop();
    private final StopData data = new StopData(loop);

    private static List<SampledValue> values(ReadingContext context) {
        return List.of(new SampledValue(
                "1", context, null, Measurand.EnergyActiveImportRegister, null, Location.Outlet, UnitOfMeasure.Wh));
    }

    @Test
    void theBeginComesFirstAlsoWithinAMillisecond() {
        List<MeterValue> taken = new ArrayList<>();
        loop.run(() -> {
            data.add("a", NOON, values(ReadingContext.SampleClock), 2);
            data.add("a", NOON, values(ReadingContext.TransactionBegin), 2);
            for (int i = 1; i < 50; i++) {
                data.add("a", NOON.plusSeconds(i), values(ReadingContext.SamplePeriodic), 2);
                assertTrue(loop.store().table(StopData.TABLE).all().size() <= 4);
            }
            taken.addAll(data.take("a", 1));
        });
        assertEquals(List.of(new MeterValue(NOON, values(ReadingContext.TransactionBegin))), taken);
    }

    @Test
    void thinnedEvenly() {
        List<Long> seconds = new ArrayList<>();
        loop.run(() -> {
            for (int i = 0; i < 10; i++) {
                data.add("a", NOON.plusSeconds(i), values(ReadingContext.SamplePeriodic), 100);
            }
            data.take("a", 5).forEach(v -> seconds.add(v.timestamp().getEpochSecond() - NOON.getEpochSecond()));
        });
        assertEquals(List.of(0L, 2L, 4L, 6L, 8L), seconds);
    }
}
