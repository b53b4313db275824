// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.driver.modbusmeter;

import io.gatewatt.driver.DeviceException;
import io.gatewatt.transport.modbus.ModbusBus;
import io.gatewatt.transport.modbus.Registers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Registers that do not change; what lies between them reads as nonsense. It remembers the requests. */
final class FixedBus implements ModbusBus {

    private static final int BETWEEN = 0xDEAD;

    final List<String> requests = Collections.synchronizedList(new ArrayList<>());
    volatile boolean silent;
    long shortestPauseNanos = Long.MAX_VALUE;
    private long last;
    private final Map<Integer, Map<Integer, Integer>> tables = Map.of(3, new TreeMap<>(), 4, new TreeMap<>());

    /** Takes {@code 04 0x0048  449A 5225}: function, address, words. */
    synchronized void hold(String line) {
        String[] parts = line.trim().split("\\s+");
        int address = Integer.decode(parts[1]);
        for (String word : Arrays.asList(parts).subList(2, parts.length)) {
            tables.get(Integer.parseInt(parts[0])).put(address++, Integer.parseInt(word, 16));
        }
    }

    @Override
    public String name() {
        return "bus";
    }

    @Override
    public Registers readHolding(int unit, int address, int count) throws DeviceException {
        return read(3, address, count);
    }

    @Override
    public Registers readInput(int unit, int address, int count) throws DeviceException {
        return read(4, address, count);
    }

    private synchronized Registers read(int function, int address, int count) throws DeviceException {
        if (silent) {
            throw new DeviceException("bus, unit 1: no answer");
        }
        if (last != 0) {
            shortestPauseNanos = Math.min(shortestPauseNanos, System.nanoTime() - last);
        }
        last = System.nanoTime();
        requests.add(function + ":" + address + "+" + count);
        int[] words = new int[count];
        for (int i = 0; i < count; i++) {
            words[i] = tables.get(function).getOrDefault(address + i, BETWEEN);
        }
        return new Registers(words);
    }

    @Override
    public boolean[] readCoils(int unit, int address, int count) {
        throw new AssertionError("a meter has no coils");
    }

    @Override
    public boolean[] readDiscrete(int unit, int address, int count) {
        throw new AssertionError("a meter has no inputs");
    }

    @Override
    public void writeCoil(int unit, int address, boolean on) {
        throw new AssertionError("a meter is never written to");
    }

    @Override
    public void writeRegister(int unit, int address, int value) {
        throw new AssertionError("a meter is never written to");
    }

    @Override
    public void writeRegisters(int unit, int address, int... values) {
        throw new AssertionError("a meter is never written to");
    }
}
