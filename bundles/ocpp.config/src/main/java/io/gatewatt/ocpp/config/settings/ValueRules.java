// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.config.settings;

import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** What makes a text a good value of a setting, and the typed value it stands for. */
public final class ValueRules {

    /** Longest value OCPP can carry, in characters. */
    public static final int LONGEST = 500;

    private ValueRules() {}

    /**
     * The value in the type its configuration holds: a box, a string, or an array of them for lists.
     *
     * @throws BadValueException when it breaks a rule of the setting
     */
    public static Object parse(Setting setting, String text) {
        if (text.length() > LONGEST) {
            throw new BadValueException("has " + text.length() + " characters; at most " + LONGEST + " are allowed");
        }
        if (!setting.list()) {
            return one(setting, text);
        }
        List<String> items = items(text);
        Object array = Array.newInstance(setting.type().javaType(), items.size());
        for (int i = 0; i < items.size(); i++) {
            Array.set(array, i, one(setting, items.get(i)));
        }
        return array;
    }

    /** Why the text is no good value of the setting, in words that continue a sentence; empty when it is good. */
    public static Optional<String> problem(Setting setting, String text) {
        try {
            parse(setting, text);
            return Optional.empty();
        } catch (BadValueException e) {
            return Optional.of(e.getMessage());
        }
    }

    /**
     * Items of a comma-separated list, trimmed. An empty or blank text has none.
     *
     * @throws BadValueException for an empty or repeated item
     */
    public static List<String> items(String text) {
        if (text.isBlank()) {
            return List.of();
        }
        List<String> items = new ArrayList<>();
        TreeSet<String> seen = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        for (String part : text.split(",", -1)) {
            String item = part.trim();
            if (item.isEmpty()) {
                throw new BadValueException("has an empty item between commas");
            }
            if (!seen.add(item)) {
                throw new BadValueException("names " + item + " twice");
            }
            items.add(item);
        }
        return items;
    }

    /** What a good value looks like, in words. */
    public static String expected(Setting setting) {
        String bounds = bounds(setting);
        String one = setting.options().isEmpty()
                ? setting.type().words() + (bounds.isEmpty() ? "" : ", " + bounds)
                : "one of " + String.join(", ", setting.options());
        return setting.list() ? "a comma-separated list, each item " + one : one;
    }

    private static Object one(Setting setting, String text) {
        Object value = setting.type().read(text);
        if (!setting.options().isEmpty() && !setting.options().contains(value.toString())) {
            throw new BadValueException("is none of the values allowed");
        }
        if (setting.type() != ValueType.BOOLEAN) {
            check(setting, setting.type().number() ? new BigDecimal(text) : BigDecimal.valueOf(text.length()));
        }
        return value;
    }

    private static void check(Setting setting, BigDecimal size) {
        if (setting.min().filter(min -> size.compareTo(min) < 0).isPresent()
                || setting.max().filter(max -> size.compareTo(max) > 0).isPresent()) {
            throw new BadValueException("is out of range");
        }
    }

    private static String bounds(Setting setting) {
        String min = setting.min().map(BigDecimal::toPlainString).orElse("");
        String max = setting.max().map(BigDecimal::toPlainString).orElse("");
        if (min.isEmpty() && max.isEmpty()) {
            return "";
        }
        String numbers = max.isEmpty() ? min + " or more" : min.isEmpty() ? max + " or less" : min + " to " + max;
        return setting.type().number() ? numbers : numbers + " characters";
    }
}
