// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.driver.modbusmeter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.gatewatt.driver.DeviceException;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a meter is asked, and how it is known again. */
class ModbusMeterTest {

    private static final String SERIAL =
            "\"serial\": { \"address\": 100, \"function\": 3, \"type\": \"number\", \"count\": 2 },";

    private final FixedBus bus = new FixedBus();

    private static MeterMap map(String head) throws IOException {
        String text = "{ \"maker\": \"M\", \"model\": \"X\", \"source\": \"s\", \"function\": 4, " + head
                + "\"registers\": [ { \"quantity\": \"ENERGY_ACTIVE_IMPORT\", \"address\": 0, \"type\": \"u32\", \"unit\": \"Wh\" } ] }";
        return MapFile.read("x", name -> text);
    }

    private ModbusMeter meter(MeterMap map) {
        return new ModbusMeter("meter1", map, new Wire(bus, 1, 0), "stand-in");
    }

    /** Energy comes in the block of the power wherever the meter has them near each other. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "eastron-sdm630 | 4:0+18 4:52+24",
                "eastron-sdm120 | 4:0+14 4:70+6",
                "carlogavazzi-em340 | 4:0+24 4:40+14 4:78+2",
                "carlogavazzi-em24 | 4:0+6 4:12+10 4:22+2 4:40+2 4:53+3 4:66+2 4:92+2",
                "abb-b23 | 3:20480+8 3:23296+59",
                "siemens-pac2200 | 3:1+30 3:55+16 3:801+12",
                "lselectric-gimac1000 | 4:4+32",
                "sunspec-203 | 3:3+52",
            })
    void readsInBlocks(String name, String requests) throws IOException {
        StringBuilder asked = new StringBuilder();
        MeterMap map = Maps.read(Maps.named(name));
        map.blocks().forEach(block -> asked.append(map.function() + ":" + block.address() + "+" + block.count() + " "));
        assertEquals(requests, asked.toString().strip());
    }

    @Test
    void isAskedWhoItIsOnceAndAgainAfterASilence() throws Exception {
        bus.hold("3 100 0001 E240");
        bus.hold("4 0 0000 0064");
        ModbusMeter meter = meter(map(SERIAL));
        meter.introduce();
        assertEquals("123456", meter.identity().serial());
        assertEquals(100, meter.read().importWh());
        bus.silent = true;
        assertThrows(DeviceException.class, meter::read);
        assertEquals("123456", meter.identity().serial());
        bus.silent = false;
        assertEquals(100, meter.read().importWh());
        assertEquals("3:100+2 4:0+2 3:100+2 4:0+2", String.join(" ", bus.requests));
    }

    /** Its register is none of the other meter's: it is told once, and read by its own name from then on. */
    @Test
    void anotherMeterAfterASilenceIsTold() throws Exception {
        bus.hold("3 100 0001 E240");
        bus.hold("4 0 0000 0064");
        ModbusMeter meter = meter(map(SERIAL));
        meter.introduce();
        meter.read();
        bus.silent = true;
        assertThrows(DeviceException.class, meter::read);
        bus.silent = false;
        bus.hold("3 100 0000 0007");
        bus.hold("4 0 0000 0001");
        assertEquals(
                "meter1: another meter answers at bus/1: M X 7 instead of 123456",
                assertThrows(DeviceException.class, meter::read).getMessage());
        assertEquals("7", meter.identity().serial());
        assertEquals(1, meter.read().importWh());
    }

    @Test
    void withoutASerialNobodyIsAsked() throws Exception {
        bus.hold("4 0 0000 0064");
        ModbusMeter meter = meter(map(""));
        assertEquals("stand-in", meter.identity().serial());
        assertEquals(100, meter.read().importWh());
        assertEquals("4:0+2", String.join(" ", bus.requests));
    }

    @Test
    void keepsThePauseBetweenRequests() throws Exception {
        bus.hold("4 0 0000 0064");
        ModbusMeter meter = new ModbusMeter("meter1", map(""), new Wire(bus, 1, 20), "stand-in");
        meter.read();
        meter.read();
        assertEquals(true, bus.shortestPauseNanos >= 19_000_000, bus.shortestPauseNanos + " ns");
    }
}
