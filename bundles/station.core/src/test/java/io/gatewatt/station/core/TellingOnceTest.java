// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.station.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatewatt.driver.EnergyMeter;
import io.gatewatt.loop.core.VirtualLoop;
import io.gatewatt.measure.MeterIdentity;
import io.gatewatt.measure.MeterReading;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LocationAwareLogger;

/** A device that fails for hours is told of once, and once when it is back. */
class TellingOnceTest {

    private final PrintStream before = System.err;
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();

    @BeforeEach
    void listen() throws ReflectiveOperationException {
        level(LocationAwareLogger.INFO_INT);
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void leave() throws ReflectiveOperationException {
        System.setErr(before);
        level(LocationAwareLogger.ERROR_INT);
    }

    /** Other tests are quiet, and SLF4J's simple loggers take their level once. */
    private static void level(int level) throws ReflectiveOperationException {
        for (Class<?> teller : List.of(MeterUnit.class, DeviceLane.class)) {
            Logger logger = LoggerFactory.getLogger(teller);
            Field field = logger.getClass().getDeclaredField("currentLogLevel");
            field.setAccessible(true);
            field.setInt(logger, level);
        }
    }

    private List<String> told(String... words) {
        List<String> lines = log.toString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> List.of(words).stream().anyMatch(line::contains))
                .toList();
        log.reset();
        return lines;
    }

    @Test
    void aSilentMeterIsAWarningAndItsReturnIsToldToo() {
        Rig rig = new Rig(true);
        rig.first().plug();
        rig.show("T1");
        rig.seconds(10);
        told();
        rig.first().meterSilent = true;
        rig.seconds(120);
        List<String> lines = told("meter");
        assertEquals(1, lines.size(), lines.toString());
        assertTrue(
                lines.get(0).contains("WARN")
                        && lines.get(0).contains("connector 1: the meter does not answer: silent"),
                lines.toString());
        rig.first().meterSilent = false;
        rig.seconds(30);
        lines = told("meter");
        assertEquals(1, lines.size(), lines.toString());
        assertTrue(lines.get(0).contains("INFO") && lines.get(0).contains("answers again"), lines.toString());
        rig.first().meterSilent = true;
        rig.seconds(10);
        assertEquals(1, told("WARN").size(), "another silence is told again");
    }

    @Test
    void aDefectOfADriverIsToldOnceUntilTheCallWorks() {
        VirtualLoop loop = new VirtualLoop();
        DeviceLane lane = new DeviceLane("meter", loop, new LoopLane("meter", loop, Set.of()));
        boolean[] defect = {true};
        EnergyMeter meter = new EnergyMeter() {

            @Override
            public MeterIdentity identity() {
                return new MeterIdentity("Maker", "Model", "1");
            }

            @Override
            public MeterReading read() {
                if (defect[0]) {
                    throw new IllegalStateException("index -1");
                }
                return MeterReading.of(0);
            }
        };
        for (boolean now : new boolean[] {true, true, true, false, true, true}) {
            defect[0] = now;
            lane.call("read", Duration.ofSeconds(5), meter, EnergyMeter::read);
            lane.call("identity", Duration.ofSeconds(5), meter, EnergyMeter::identity);
            loop.run();
        }
        assertEquals(2, told("failed in the driver").size());
    }
}
