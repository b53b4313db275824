// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.driver.modbusmeter;

import io.gatewatt.driver.contract.MeterContract;
import io.gatewatt.driver.contract.SimulatedBus;
import io.gatewatt.driver.contract.SimulatedDevice;
import io.gatewatt.measure.Phase;
import io.gatewatt.measure.Quantity;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Nested;

/** The contract of a meter, for every map that has registers of its own. */
class ModbusMeterContractTest {

    @Nested
    class Sdm630 extends ByMap {
        Sdm630() {
            super("eastron-sdm630");
        }
    }

    @Nested
    class Sdm120 extends ByMap {
        Sdm120() {
            super("eastron-sdm120");
        }
    }

    @Nested
    class Em340 extends ByMap {
        Em340() {
            super("carlogavazzi-em340");
        }
    }

    @Nested
    class Em24 extends ByMap {
        Em24() {
            super("carlogavazzi-em24");
        }
    }

    @Nested
    class Em111 extends ByMap {
        Em111() {
            super("carlogavazzi-em111");
        }
    }

    @Nested
    class B23 extends ByMap {
        B23() {
            super("abb-b23");
        }
    }

    @Nested
    class Iem3155 extends ByMap {
        Iem3155() {
            super("schneider-iem3155");
        }
    }

    @Nested
    class Pac2200 extends ByMap {
        Pac2200() {
            super("siemens-pac2200");
        }
    }

    @Nested
    class Gimac1000 extends ByMap {
        Gimac1000() {
            super("lselectric-gimac1000");
        }
    }

    @Nested
    class Pro380 extends ByMap {
        Pro380() {
            super("inepro-pro380");
        }
    }

    @Nested
    class SunSpec213 extends ByMap {
        SunSpec213() {
            super("sunspec-213");
        }
    }

    @Nested
    class SunSpec203 extends ByMap {
        SunSpec203() {
            super("sunspec-203");
        }
    }

    /** A meter that holds what its map says, with 10 A on each phase. */
    abstract static class ByMap extends MeterContract<ModbusMeter> {

        private static final int SUNS = 40_000;
        private static final int MODEL = SUNS + 2 + 68;

        private final SimulatedBus bus = new SimulatedBus();
        private final SimulatedBus.Unit unit = bus.unit(1);
        private final MeterMap map;
        private final int base;

        ByMap(String name) {
            try {
                map = Maps.read(Maps.named(name));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            base = map.sunspec() == null ? 0 : MODEL;
            if (map.sunspec() != null) {
                put(SUNS, 0x53756E53, 2);
                put(SUNS + 2, 1L << 16 | 66, 2);
                for (int word = 4; word < 68; word++) {
                    put(SUNS + word, 0, 1);
                }
                put(MODEL - 2, 0, 2);
                put(MODEL, (long) map.sunspec() << 16 | 105, 2);
            }
            for (MeterMap.Block block : map.blocks()) {
                for (int word = 0; word < block.count(); word++) {
                    put(base + block.address() + word, 0, 1);
                }
                block.registers().forEach(register -> show(register, load(register)));
            }
            if (map.identification() != null) {
                put(map.identification().address(), map.identification().from(), 1);
            }
            if (map.serial() != null) {
                for (int word = 0; word < map.serial().count(); word++) {
                    put(map.serial().address() + word, 0x3131, 1);
                }
            }
        }

        @Override
        public ModbusMeter start() {
            return new ModbusMeter("meter1", map, new Wire(bus, 1, map.plan().pause()), "stand-in");
        }

        @Override
        public SimulatedDevice device() {
            return bus;
        }

        @Override
        protected long register(long wattHours) {
            return map.registers().stream()
                    .filter(register -> register.quantity() == Quantity.ENERGY_ACTIVE_IMPORT)
                    .mapToLong(register -> show(register, wattHours))
                    .sum();
        }

        private double load(Register register) {
            int phases = register.phase() == Phase.ALL && map.has(Quantity.CURRENT_IMPORT, Phase.L2) ? 3 : 1;
            return switch (register.quantity()) {
                case VOLTAGE -> 230;
                case CURRENT_IMPORT -> 10;
                case POWER_ACTIVE_IMPORT -> 2300.0 * phases;
                case POWER_FACTOR -> 1;
                case FREQUENCY -> 50;
                default -> 0;
            };
        }

        /** Puts it into its register, whatever that can hold of it, and gives that back. */
        private long show(Register register, double value) {
            double number = value / register.factor();
            Type type = register.type();
            long bits = switch (type) {
                case F32 -> Float.floatToIntBits((float) number);
                case F64 -> Double.doubleToLongBits(number);
                default -> (long) Math.floor(number + 1e-6);
            };
            Order order = register.order() == null ? map.order() : register.order();
            for (int word = 0; word < type.words(); word++) {
                int shift = order == Order.CDAB ? word : type.words() - 1 - word;
                put(base + register.address() + word, bits >> 16 * shift, 1);
            }
            return Math.round(type.number(bits) * register.factor());
        }

        private void put(int address, long bits, int words) {
            for (int word = 0; word < words; word++) {
                int part = (int) (bits >> 16 * (words - 1 - word)) & 0xFFFF;
                unit.holding(address + word, part);
                unit.input(address + word, part);
            }
        }
    }
}
