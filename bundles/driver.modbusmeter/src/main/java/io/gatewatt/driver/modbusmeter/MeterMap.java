// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.driver.modbusmeter;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.gatewatt.measure.Phase;
import io.gatewatt.measure.Quantity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The registers of one model of meter. How a map is written stands in the README.
 *
 * @param maker for example {@code Eastron}
 * @param model for example {@code SDM630}
 * @param function 3 (holding registers) or 4 (input registers)
 * @param order of the words, where a line says no other
 * @param plan how it is read
 * @param missing bits by which the meter says that it has no value, by type
 * @param identification a register that tells models apart; null: there is none
 * @param serial where the serial number lies; null: nowhere
 * @param sunspec number of the SunSpec model the addresses count from; null: addresses are absolute
 * @param registers the lines
 */
record MeterMap(
        String maker,
        String model,
        int function,
        Order order,
        Plan plan,
        Map<Type, Set<Long>> missing,
        Identification identification,
        Serial serial,
        Integer sunspec,
        List<Register> registers) {

    /**
     * How a map is read.
     *
     * @param maxGap registers nobody wants that are read along rather than asked around
     * @param maxCount registers in one request, 1..125
     * @param pause between two requests, ms
     */
    record Plan(int maxGap, int maxCount, int pause) {}

    /**
     * A register that must lie in a range, or this is another model.
     *
     * @param function of the request; null: that of the map
     */
    record Identification(
            @JsonDeserialize(using = Address.class) Integer address, Integer function, int from, int to) {

        Identification {
            Objects.requireNonNull(address, "identification needs its address");
        }
    }

    /**
     * Where the serial number lies.
     *
     * @param function of the request; null: that of the map
     * @param type {@code ascii}, or {@code number}: high word first
     * @param count registers
     */
    record Serial(@JsonDeserialize(using = Address.class) Integer address, Integer function, Form type, int count) {

        /** How it is written. */
        enum Form {
            ASCII,
            NUMBER
        }

        Serial {
            if (address == null || type == null || count < 1 || count > (type == Form.NUMBER ? 4 : 32)) {
                throw new IllegalArgumentException(
                        "serial needs its address, its type (ascii or number) and how many registers (count)");
            }
        }
    }

    MeterMap {
        missing = Map.copyOf(missing);
        registers = List.copyOf(registers);
    }

    @JsonCreator
    static MeterMap of(
            @JsonProperty(value = "maker", required = true) String maker,
            @JsonProperty(value = "model", required = true) String model,
            @JsonProperty(value = "source", required = true) String source,
            @JsonProperty(value = "function", required = true) int function,
            @JsonProperty("order") Order order,
            @JsonProperty("maxGap") Integer maxGap,
            @JsonProperty("maxCount") Integer maxCount,
            @JsonProperty("pause") Integer pause,
            @JsonProperty("unavailable") Map<Type, List<String>> unavailable,
            @JsonProperty("identification") Identification identification,
            @JsonProperty("serial") Serial serial,
            @JsonProperty("sunspec") Integer sunspec,
            @JsonProperty(value = "registers", required = true) List<Register> registers) {
        Plan plan = new Plan(
                range("maxGap", maxGap, 16, 0, 125),
                range("maxCount", maxCount, 125, 1, 125),
                range("pause", pause, 0, 0, 1000));
        Map<Type, Set<Long>> missing = new EnumMap<>(Type.class);
        (unavailable == null ? Map.<Type, List<String>>of() : unavailable)
                .forEach((type, words) -> missing.put(type, bits(words)));
        MeterMap map = new MeterMap(
                maker,
                model,
                function,
                order == null ? Order.ABCD : order,
                plan,
                missing,
                identification,
                serial,
                sunspec,
                registers);
        map.check();
        return map;
    }

    private static int range(String key, Integer given, int usual, int least, int most) {
        int value = given == null ? usual : given;
        if (value < least || value > most) {
            throw new IllegalArgumentException(key + " is " + value + "; give " + least + ".." + most);
        }
        return value;
    }

    private static Set<Long> bits(List<String> words) {
        return words.stream().map(MeterMap::bits).collect(Collectors.toUnmodifiableSet());
    }

    private static long bits(String text) {
        if (!text.matches("[0-9A-Fa-f]{1,16}")) {
            throw new IllegalArgumentException(
                    "unavailable: '" + text + "' is no hexadecimal number of 1 to 16 digits");
        }
        return Long.parseUnsignedLong(text, 16);
    }

    private void check() {
        if (function != 3 && function != 4) {
            throw new IllegalArgumentException("function is " + function + "; a meter is read by 3 or 4");
        }
        Set<List<Object>> known = new HashSet<>();
        Map<Integer, Register> owners = new HashMap<>();
        for (Register register : registers) {
            if (!known.add(List.of(register.quantity(), register.phase()))) {
                throw new IllegalArgumentException(
                        register + ": an earlier line has this value, too; drop one of them");
            }
            if (register.to() > 0x10000 || register.to() - register.from() > plan.maxCount()) {
                throw new IllegalArgumentException(register + ": does not fit into one request; check its addresses");
            }
            for (int word = 0; word < register.type().words(); word++) {
                Register other = owners.put(register.address() + word, register);
                if (other != null) {
                    throw new IllegalArgumentException(register + " overlaps " + other + "; check address and type");
                }
            }
        }
        for (Register register : registers) {
            if (owners.containsKey(register.scaleAt())) {
                throw new IllegalArgumentException(
                        register + ": its scale lies in " + owners.get(register.scaleAt()) + "; check scaleAt");
            }
        }
        if (!known.contains(List.of(Quantity.ENERGY_ACTIVE_IMPORT, Phase.ALL))) {
            throw new IllegalArgumentException("no register ENERGY_ACTIVE_IMPORT of phase ALL; no meter without it");
        }
    }

    /** The same map with another order of words. */
    MeterMap in(Order other) {
        return new MeterMap(maker, model, function, other, plan, missing, identification, serial, sunspec, registers);
    }

    /** Whether these bits say that there is no value. */
    boolean unavailable(Type type, long bits) {
        return missing.getOrDefault(type, Set.of()).contains(bits);
    }

    /** Whether a line gives this value. */
    boolean has(Quantity quantity, Phase phase) {
        return registers.stream().anyMatch(line -> line.quantity() == quantity && line.phase() == phase);
    }

    /** One request and what is taken from its answer. */
    record Block(int address, int count, List<Register> registers) {}

    /** The requests of one sample, as few as the plan allows. */
    List<Block> blocks() {
        List<Block> blocks = new ArrayList<>();
        List<Register> some = new ArrayList<>();
        int from = 0;
        int to = 0;
        for (Register next : registers.stream()
                .sorted(Comparator.comparingInt(Register::from))
                .toList()) {
            if (!some.isEmpty()
                    && (next.from() - to > plan.maxGap() || Math.max(to, next.to()) - from > plan.maxCount())) {
                blocks.add(new Block(from, to - from, List.copyOf(some)));
                some.clear();
            }
            from = some.isEmpty() ? next.from() : from;
            to = some.isEmpty() ? next.to() : Math.max(to, next.to());
            some.add(next);
        }
        blocks.add(new Block(from, to - from, List.copyOf(some)));
        return List.copyOf(blocks);
    }
}
