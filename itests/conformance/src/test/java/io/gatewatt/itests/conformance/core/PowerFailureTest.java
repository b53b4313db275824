// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.itests.conformance.core;

import static io.gatewatt.itests.conformance.kit.StationUnderTest.T1;
import static io.gatewatt.itests.conformance.kit.Step.call;
import static io.gatewatt.itests.conformance.kit.Step.status;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatewatt.itests.conformance.kit.Case;
import io.gatewatt.itests.conformance.kit.Entry;
import io.gatewatt.itests.conformance.kit.Functionality;
import io.gatewatt.itests.conformance.kit.StationUnderTest;
import io.gatewatt.itests.conformance.kit.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Conformance catalogue A11. */
@Functionality("A11 Power failure")
class PowerFailureTest {

    private static final Step BOOT = call("BootNotification");
    private static final Step STOP = call("StopTransaction");

    @Case("With backup power")
    void TC_032_1_CS(StationUnderTest station) {
        int transaction = station.charging(1, T1);
        station.bench().post("/power", "{\"action\":\"fail\"}");
        Entry stop = station.wire().expect(STOP.with("transactionId", transaction));
        assertEquals("PowerLoss", stop.text("reason"));
        assertFalse(stop.payload().has("idTag"), stop.toString());
        Entry finishing = station.wire().expect(status(1, "Finishing"));
        Entry boot = station.wire().expect(BOOT);
        station.wire().inOrder(stop, boot);
        station.wire().inOrder(finishing, boot);
        Entry zero = station.wire().expect(status(0, "Available"));
        Entry preparing = station.wire().expect(status(1, "Preparing"));
        station.wire().inOrder(boot, zero);
        station.wire().inOrder(boot, preparing);
        station.wire().expect(status(2, "Available"));
        station.wire().never(STOP, Duration.ofSeconds(1));
        assertEquals(
                List.of("Preparing", "Charging", "Finishing", "Preparing"),
                station.wire().statuses(1));
        assertEquals(List.of("Available"), station.wire().statuses(2));
    }

    @Case("Without backup power")
    void TC_032_2_CS(StationUnderTest station) {
        station.configure("MeterValueSampleInterval", 2);
        int transaction = station.charging(1, T1);
        Entry start = station.wire().all(call("StartTransaction")).get(0);
        Entry sample = station.wire().expect(call("MeterValues").with("transactionId", transaction));
        Instant cut = Instant.now();
        station.powerCut();
        station.wire().begin();
        station.powerOn();
        Entry boot = station.wire().expect(BOOT);
        Entry stop = station.wire().expect(STOP.with("transactionId", transaction));
        station.wire().inOrder(boot, stop);
        assertEquals("PowerLoss", stop.text("reason"));
        assertFalse(stop.payload().has("idTag"), stop.toString());
        int lastTold = sample.payload().at("/meterValue/0/sampledValue/0/value").asInt();
        assertTrue(stop.payload().path("meterStop").asInt() >= lastTold, stop.toString());
        Instant at = Instant.parse(stop.text("timestamp"));
        assertFalse(at.isBefore(Instant.parse(start.text("timestamp"))), stop.toString());
        assertFalse(at.isAfter(cut.plusSeconds(1)), "stopped at " + at + ", the power went at " + cut);
        station.wire().expect(status(0, "Available"));
        station.wire().expect(status(2, "Available"));
        station.wire().never(STOP, Duration.ofSeconds(1));
        List<String> statuses = station.wire().statuses(1);
        assertTrue(List.of("Preparing", "Finishing").containsAll(statuses) && !statuses.isEmpty(), statuses.toString());
        assertEquals(List.of("Available"), station.wire().statuses(2));
    }

    @Case("Power failure while unavailable")
    void TC_034_CS(StationUnderTest station) {
        station.unavailable(0);
        station.powerCut();
        station.wire().begin();
        station.powerOn();
        Entry boot = station.wire().expect(BOOT);
        for (int connector = 0; connector <= StationUnderTest.CONNECTORS; connector++) {
            station.wire().inOrder(boot, station.wire().expect(status(connector, "Unavailable")));
            assertEquals(List.of("Unavailable"), station.wire().statuses(connector));
        }
    }
}
