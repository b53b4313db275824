// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.driver.contract;

import io.gatewatt.driver.DeviceException;
import io.gatewatt.driver.contract.Fault.Mode;
import io.gatewatt.transport.modbus.ModbusBus;
import io.gatewatt.transport.modbus.Registers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * A Modbus bus in memory. A unit exists from the first {@link #unit} on, and has the registers and coils that were put into it; another unit is silent,
 * another address is refused with exception 2, in the words of the real bus.
 */
public final class SimulatedBus implements ModbusBus, SimulatedDevice {

    /**
     * One thing that was written.
     *
     * @param unit to whom
     * @param coil true for a coil (0 or 1), false for a holding register
     * @param address of the first value
     * @param values as written
     */
    public record Write(int unit, boolean coil, int address, List<Integer> values) {}

    /** Default of the real bus: so long it waits for a silent unit. */
    private static final Duration TIMEOUT = Duration.ofSeconds(1);

    /** Words of nonsense: no value, the extremes, not a number, infinite, nothing. */
    private static final int[][] NONSENSE = {
        {0xFFFF, 0xFFFF},
        {0x7FC0, 0},
        {0x8000, 0},
        {0x7FFF, 0xFFFF},
        {0x7F80, 0},
        {0xFF80, 0},
        {0, 0},
        {0, 0x8000},
        {0x7F7F, 0xFFFF}
    };

    private final String name;
    private final Fault fault = new Fault();
    private final Random random = new Random(5);
    private final Map<Integer, Unit> units = new TreeMap<>();
    private final List<Write> writes = new ArrayList<>();

    /** A bus without units. */
    public SimulatedBus() {
        this("simulated");
    }

    /** A bus with a name of its own. */
    public SimulatedBus(String name) {
        this.name = name;
    }

    /** The unit at an address; makes it when it was not there. */
    public synchronized Unit unit(int address) {
        return units.computeIfAbsent(address, Unit::new);
    }

    /** Everything that drivers have written, first to last; what failed is not in it. */
    public synchronized List<Write> writes() {
        return List.copyOf(writes);
    }

    /** IEEE 754 singles as words, high word first. */
    public static int[] f32(double... values) {
        return words(
                4,
                Arrays.stream(values)
                        .mapToLong(value -> Float.floatToIntBits((float) value))
                        .toArray());
    }

    /** 32-bit integers as words, high word first. */
    public static int[] i32(long... values) {
        return words(4, values);
    }

    /** 64-bit integers as words, high word first. */
    public static int[] i64(long... values) {
        return words(8, values);
    }

    /** 32-bit values as words with the low word first. */
    public static int[] lowWordFirst(int... words) {
        int[] turned = words.clone();
        for (int i = 0; i + 1 < turned.length; i += 2) {
            turned[i] = words[i + 1];
            turned[i + 1] = words[i];
        }
        return turned;
    }

    private static int[] words(int bytes, long... values) {
        int each = bytes / 2;
        int[] words = new int[each * values.length];
        for (int i = 0; i < words.length; i++) {
            words[i] = (int) (values[i / each] >> 16 * (each - 1 - i % each)) & 0xFFFF;
        }
        return words;
    }

    @Override
    public void vanish() {
        fault.mode = Mode.GONE;
    }

    @Override
    public void refuse() {
        fault.mode = Mode.REFUSING;
    }

    @Override
    public void garbage() {
        fault.mode = Mode.GARBAGE;
    }

    @Override
    public void comeBack() {
        fault.mode = Mode.GOOD;
    }

    @Override
    public int requests() {
        return fault.requests();
    }

    /** Nobody listens to a bus. */
    @Override
    public int listeners() {
        return 0;
    }

    /** Holding registers and coils of all units. */
    @Override
    public synchronized Object outputs() {
        Map<Integer, Object> outputs = new TreeMap<>();
        units.forEach((address, unit) -> outputs.put(address, unit.toString()));
        return outputs;
    }

    @Override
    public Duration waited() {
        return fault.waited();
    }

    @Override
    public List<Throwable> thrown() {
        return fault.thrown();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public synchronized Registers readHolding(int unit, int address, int count) throws DeviceException {
        expect(count >= 1 && count <= 125, count + " registers; 1..125 can be read at once");
        Unit at = ask(unit, "read of holding register " + address, false);
        return new Registers(at == null ? nonsense(count) : at.read(at.holding, address, count));
    }

    @Override
    public synchronized Registers readInput(int unit, int address, int count) throws DeviceException {
        expect(count >= 1 && count <= 125, count + " registers; 1..125 can be read at once");
        Unit at = ask(unit, "read of input register " + address, false);
        return new Registers(at == null ? nonsense(count) : at.read(at.input, address, count));
    }

    @Override
    public synchronized boolean[] readCoils(int unit, int address, int count) throws DeviceException {
        expect(count >= 1 && count <= 2000, count + " coils; 1..2000 can be read at once");
        Unit at = ask(unit, "read of coil " + address, false);
        return bits(at == null ? nonsense(count) : at.read(at.coils, address, count));
    }

    @Override
    public synchronized boolean[] readDiscrete(int unit, int address, int count) throws DeviceException {
        expect(count >= 1 && count <= 2000, count + " inputs; 1..2000 can be read at once");
        Unit at = ask(unit, "read of discrete input " + address, false);
        return bits(at == null ? nonsense(count) : at.read(at.discrete, address, count));
    }

    @Override
    public synchronized void writeCoil(int unit, int address, boolean on) throws DeviceException {
        Unit at = ask(unit, "write of coil " + address, true);
        at.write(true, at.coils, address, on ? 1 : 0);
    }

    @Override
    public synchronized void writeRegister(int unit, int address, int value) throws DeviceException {
        expect(value >= 0 && value <= 0xFFFF, value + " in a register; 0..65535 expected");
        Unit at = ask(unit, "write of register " + address, true);
        at.write(false, at.holding, address, value);
    }

    @Override
    public synchronized void writeRegisters(int unit, int address, int... values) throws DeviceException {
        expect(values.length >= 1 && values.length <= 123, values.length + " registers; 1..123 can be written at once");
        Unit at = ask(unit, "write of registers from " + address, true);
        at.write(false, at.holding, address, values);
    }

    private static void expect(boolean right, String words) {
        if (!right) {
            throw new IllegalArgumentException(words);
        }
    }

    /** The unit that answers; null when it answers nonsense. */
    private Unit ask(int unit, String what, boolean write) throws DeviceException {
        int turn = fault.request();
        Unit asked = units.get(unit);
        if (fault.mode == Mode.GONE || asked == null) {
            fault.waited(TIMEOUT);
            throw failure(
                    unit,
                    what,
                    "no answer within " + TIMEOUT.toMillis()
                            + " ms: check the unit's power, wiring, address and baud rate");
        }
        if (fault.mode == Mode.REFUSING) {
            int code = new int[] {1, 2, 3, 4, 6, 11}[turn % 6];
            throw failure(unit, what, "exception " + code);
        }
        if (fault.mode == Mode.GARBAGE) {
            if (write || turn % 4 == 0) {
                throw failure(unit, what, "the answer is no frame: check wiring, termination and baud rate");
            }
            return null;
        }
        return asked;
    }

    private DeviceException failure(int unit, String what, String why) {
        return new DeviceException("bus " + name + ", unit " + unit + ", " + what + ": " + why);
    }

    private int[] nonsense(int count) {
        int kind = random.nextInt(NONSENSE.length + 1);
        int[] words = new int[count];
        for (int i = 0; i < count; i++) {
            words[i] = kind == NONSENSE.length ? random.nextInt(0x10000) : NONSENSE[kind][i % 2];
        }
        return words;
    }

    private static boolean[] bits(int... words) {
        boolean[] bits = new boolean[words.length];
        for (int i = 0; i < words.length; i++) {
            bits[i] = words[i] != 0;
        }
        return bits;
    }

    /** One device on the bus. Addresses are as on the wire, from 0. */
    public final class Unit {

        private final int unit;
        private final Map<Integer, Integer> holding = new TreeMap<>();
        private final Map<Integer, Integer> input = new TreeMap<>();
        private final Map<Integer, Integer> coils = new TreeMap<>();
        private final Map<Integer, Integer> discrete = new TreeMap<>();
        private Runnable beforeRead = () -> {};
        private Consumer<Write> afterWrite = write -> {};

        private Unit(int unit) {
            this.unit = unit;
        }

        /** Puts words into holding registers. */
        public Unit holding(int address, int... words) {
            return put(holding, address, words);
        }

        /** Puts words into input registers. */
        public Unit input(int address, int... words) {
            return put(input, address, words);
        }

        /** Puts coils. */
        public Unit coil(int address, boolean on) {
            return put(coils, address, on ? 1 : 0);
        }

        /** Puts a discrete input. */
        public Unit discrete(int address, boolean on) {
            return put(discrete, address, on ? 1 : 0);
        }

        /** A holding register as it is now; 0 when there is none. */
        public int holding(int address) {
            return get(holding, address);
        }

        /** A coil as it is now; false when there is none. */
        public boolean coil(int address) {
            return get(coils, address) != 0;
        }

        /** Runs before each read of this unit: lets a meter count on. */
        public Unit beforeRead(Runnable change) {
            beforeRead = change;
            return this;
        }

        /** Runs after each write to this unit: lets a board react. */
        public Unit afterWrite(Consumer<Write> reaction) {
            afterWrite = reaction;
            return this;
        }

        private Unit put(Map<Integer, Integer> table, int address, int... words) {
            synchronized (SimulatedBus.this) {
                for (int i = 0; i < words.length; i++) {
                    table.put(address + i, words[i] & 0xFFFF);
                }
            }
            return this;
        }

        private int get(Map<Integer, Integer> table, int address) {
            synchronized (SimulatedBus.this) {
                return table.getOrDefault(address, 0);
            }
        }

        private int[] read(Map<Integer, Integer> table, int address, int count) throws DeviceException {
            beforeRead.run();
            int[] words = new int[count];
            for (int i = 0; i < count; i++) {
                words[i] = there(table, address + i);
            }
            return words;
        }

        private int there(Map<Integer, Integer> table, int address) throws DeviceException {
            Integer word = table.get(address);
            if (word == null) {
                throw failure(
                        unit, "address " + address, "exception 2, illegal data address: the device has nothing there");
            }
            return word;
        }

        private void write(boolean coil, Map<Integer, Integer> table, int address, int... words)
                throws DeviceException {
            for (int i = 0; i < words.length; i++) {
                there(table, address + i);
            }
            put(table, address, words);
            Write write =
                    new Write(unit, coil, address, Arrays.stream(words).boxed().toList());
            writes.add(write);
            afterWrite.accept(write);
        }

        @Override
        public String toString() {
            synchronized (SimulatedBus.this) {
                return "registers " + holding + " coils " + coils;
            }
        }
    }
}
