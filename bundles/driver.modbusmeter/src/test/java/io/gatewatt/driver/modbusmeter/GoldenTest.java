// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.driver.modbusmeter;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatewatt.driver.DeviceException;
import io.gatewatt.measure.Measured;
import io.gatewatt.measure.MeterIdentity;
import io.gatewatt.measure.Phase;
import io.gatewatt.measure.Quantity;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Registers in, quantities out, for every map of the project. A case lies beside its map in {@code src/test/golden/<map>.txt}: what it is about, the
 * registers as a device holds them, who the meter says it is, and every value there must be. A case was typed from the maker's table, not from the map.
 */
class GoldenTest {

    @TestFactory
    Stream<DynamicContainer> maps() {
        return Maps.all().stream()
                .map(map -> DynamicContainer.dynamicContainer(
                        Maps.name(map),
                        cases(map).map(one -> DynamicTest.dynamicTest(one.title(), () -> one.check(map)))));
    }

    @Test
    void everyMapHasItsCases() {
        List<Path> maps = Maps.all();
        assertFalse(maps.isEmpty());
        List<Path> without = maps.stream()
                .filter(map -> !Files.isRegularFile(Maps.golden(map)))
                .toList();
        assertEquals(List.of(), without, "maps without golden cases in src/test/golden");
    }

    private static Stream<Case> cases(Path map) {
        try {
            return Stream.of(Files.readString(Maps.golden(map)).split("\n\n"))
                    .map(text -> new Case(text.lines().toList()));
        } catch (IOException e) {
            return Stream.of(new Case(List.of("# no golden cases in " + Maps.golden(map), "! ")));
        }
    }

    /** One case, as its lines. */
    private record Case(List<String> lines) {

        String title() {
            return lines.get(0).substring(2);
        }

        void check(Path file) throws IOException, DeviceException {
            MeterMap map = Maps.read(file);
            for (String order : some("order ")) {
                map = map.in(Order.valueOf(order));
            }
            FixedBus bus = new FixedBus();
            some("FC").forEach(bus::hold);
            ModbusMeter meter =
                    new ModbusMeter("meter1", map, new Wire(bus, 1, map.plan().pause()), "stand-in");
            for (String words : some("! ")) {
                DeviceException failure = assertThrows(DeviceException.class, () -> {
                    meter.introduce();
                    meter.read();
                });
                assertTrue(failure.getMessage().contains(words), failure.getMessage());
                return;
            }
            meter.introduce();
            assertAll(
                    () -> assertEquals(String.join("\n", new TreeSet<>(values())), String.join("\n", read(meter))),
                    () -> some("= ").forEach(who -> assertEquals(who, words(meter.identity()))));
        }

        private List<String> values() {
            return lines.stream()
                    .filter(line -> line.matches("[A-Z]{4}[A-Z_]+ .*"))
                    .toList();
        }

        private List<String> some(String start) {
            return lines.stream()
                    .filter(line -> line.startsWith(start))
                    .map(line -> line.substring(start.length()))
                    .toList();
        }
    }

    private static Set<String> read(ModbusMeter meter) throws DeviceException {
        Set<String> values = new TreeSet<>();
        var reading = meter.read();
        values.add(Quantity.ENERGY_ACTIVE_IMPORT + " " + reading.importWh());
        for (Measured value : reading.values()) {
            values.add(value.quantity() + (value.phase() == Phase.ALL ? "" : " " + value.phase()) + " "
                    + decimal(value.value()));
        }
        assertEquals(reading.values().size() + 1, values.size(), "a value twice: " + reading.values());
        return values;
    }

    private static String decimal(double value) {
        return BigDecimal.valueOf(value)
                .setScale(3, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
    }

    private static String words(MeterIdentity identity) {
        return String.join(" | ", identity.maker(), identity.model(), identity.serial());
    }
}
