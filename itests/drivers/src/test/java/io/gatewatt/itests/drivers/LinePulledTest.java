// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.itests.drivers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatewatt.itests.harness.Charge;
import io.gatewatt.itests.harness.Csms;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The RS-485 adapter of the shipped reference station is pulled and put back while a car charges. */
class LinePulledTest {

    private static final String CARD = "0A00445566";
    private static final Duration GRACE = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    private final Csms csms = new Csms();
    private RealStation station;

    @BeforeEach
    void start() throws IOException {
        Debian.needModbus();
        station = new RealStation(csms, folder);
    }

    @AfterEach
    void stop() {
        if (station != null) {
            station.close();
        }
    }

    /** What the meter of connector 1 shows, Wh. */
    private long register() {
        return Long.parseLong(station.units().say("state 11").split(" ")[2]);
    }

    private void count(long wh) {
        long until = register() + wh;
        Awaitility.await().atMost(Csms.PATIENCE).until(() -> register() >= until);
    }

    /** Shorter than the grace, three times: nothing but late samples, and the energy of the pause is in the next one. */
    @Test
    void aLooseContact() {
        long begin = register();
        Charge charge = Charge.begin(csms, station, CARD).more(1);
        for (int i = 0; i < 3; i++) {
            station.rs485().unplug();
            count(15);
            station.rs485().plug();
            charge.more(2).undisturbed();
        }
        assertEquals(
                0,
                csms.all("StatusNotification").stream()
                        .filter(status -> status.path("status").asText().equals("Faulted"))
                        .count(),
                () -> String.join("\n", csms.frames()));
        charge.end();
        long told = csms.all("StopTransaction").get(0).path("meterStop").asLong();
        assertTrue(told >= begin + 45 && told <= register(), told + " Wh told, the meter shows " + register());
        assertEquals(
                begin,
                csms.all("StartTransaction").get(0).path("meterStart").asLong(),
                1.0,
                "nothing before the start");
    }

    /** Longer: the fault is told when the grace is over, not before; the transaction lives on and goes on by itself. */
    @Test
    void forLong() {
        Charge charge = Charge.begin(csms, station, CARD).more(1);
        Instant pulled = Instant.now();
        station.rs485().unplug();
        Csms.Received fault = csms.take(
                "StatusNotification",
                status -> status.path("connectorId").asInt() == 1
                        && status.path("status").asText().equals("Faulted"),
                GRACE.multipliedBy(2));
        Duration grace = Duration.between(pulled, fault.at());
        assertTrue(grace.compareTo(GRACE.minusSeconds(1)) >= 0, "told after " + grace);
        Numbers.put("faultToldAfterPullMs", grace.toMillis());
        long before = register();
        station.rs485().plug();
        csms.expectStatus(1, "Charging");
        charge.more(2).undisturbed().end();
        assertTrue(
                csms.all("StopTransaction").get(0).path("meterStop").asLong() >= before,
                "the energy of the pause counts");
    }
}
