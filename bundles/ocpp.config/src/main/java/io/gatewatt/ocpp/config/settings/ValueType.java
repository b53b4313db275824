// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.config.settings;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Types of metatype attributes as far as settings use them, with the strict reading that OCPP test tools expect: whole numbers without
 * sign, blank or hexadecimal digits; truth values in any case of letters.
 */
public enum ValueType {
    STRING("text", String.class) {
        @Override
        Object read(String text) {
            if (text.chars().anyMatch(Character::isISOControl)) {
                throw new BadValueException("contains a control character");
            }
            return text;
        }
    },
    BOOLEAN("true or false", Boolean.class) {
        @Override
        Object read(String text) {
            return switch (text.toLowerCase(Locale.ROOT)) {
                case "true" -> true;
                case "false" -> false;
                default -> throw new BadValueException("is neither true nor false");
            };
        }
    },
    INTEGER("a whole number", Integer.class) {
        @Override
        Object read(String text) {
            return (int) whole(text, Integer.MAX_VALUE);
        }
    },
    LONG("a whole number", Long.class) {
        @Override
        Object read(String text) {
            return whole(text, Long.MAX_VALUE);
        }
    },
    DOUBLE("a number", Double.class) {
        @Override
        Object read(String text) {
            if (text.length() > MOST_DIGITS || !DECIMAL.matcher(text).matches()) {
                throw new BadValueException("is not a number; digits, with a point before decimals, are");
            }
            return Double.valueOf(text);
        }
    };

    private static final Pattern DIGITS = Pattern.compile("[0-9]+");
    private static final Pattern DECIMAL = Pattern.compile("[0-9]+(\\.[0-9]+)?");
    private static final int MOST_DIGITS = 40;

    private final String words;
    private final Class<?> javaType;

    ValueType(String words, Class<?> javaType) {
        this.words = words;
        this.javaType = javaType;
    }

    /** The value in its Java type. */
    abstract Object read(String text);

    /** What is expected, in words. */
    String words() {
        return words;
    }

    /** Type of a value in a configuration. */
    Class<?> javaType() {
        return javaType;
    }

    /** Whether values have an order. */
    boolean number() {
        return this == INTEGER || this == LONG || this == DOUBLE;
    }

    /** The type a metatype document names; passwords, characters and unknown types count as text. */
    static ValueType of(String metatype) {
        return switch (metatype) {
            case "Boolean" -> BOOLEAN;
            case "Integer", "Short", "Byte" -> INTEGER;
            case "Long" -> LONG;
            case "Double", "Float" -> DOUBLE;
            default -> STRING;
        };
    }

    private static long whole(String text, long most) {
        if (!DIGITS.matcher(text).matches()) {
            throw new BadValueException("is not a whole number; only digits are, without sign or blank");
        }
        if (text.length() > MOST_DIGITS || new BigDecimal(text).compareTo(BigDecimal.valueOf(most)) > 0) {
            throw new BadValueException("is too great; at most " + most + " can be held");
        }
        return Long.parseLong(text);
    }
}
