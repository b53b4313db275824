// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.v16;

import io.gatewatt.ocpp.ErrorCode;
import io.gatewatt.ocpp.OcppException;
import java.math.BigDecimal;
import java.util.List;

/** Checks of the compact constructors. Each error names the field first and has the CALLERROR code it means. */
final class Check {

    private static final BigDecimal LIMIT_MAX = new BigDecimal(Integer.MAX_VALUE);

    private Check() {}

    static void required(String name, Object value) {
        if (value == null) {
            throw new OcppException(ErrorCode.ProtocolError, name + " is missing");
        }
    }

    static void text(String name, String value, int max) {
        required(name, value);
        optionalText(name, value, max);
    }

    static void optionalText(String name, String value, int max) {
        // The limits count characters, as JSON schemas do, not UTF-16 units.
        if (value != null && value.length() > max && value.codePointCount(0, value.length()) > max) {
            throw new OcppException(
                    ErrorCode.PropertyConstraintViolation, name + " is longer than " + max + " characters");
        }
    }

    static void idTag(String name, String value) {
        text(name, value, 20);
        if (value.isBlank()) {
            throw new OcppException(ErrorCode.PropertyConstraintViolation, name + " is blank");
        }
    }

    /** Central systems send an empty parent for none. */
    static String parentIdTag(String value) {
        optionalText("parentIdTag", value, 20);
        return value == null || value.isBlank() ? null : value;
    }

    /** The value, when there is one, is not below the minimum. */
    static void atLeast(int min, String name, Integer value) {
        if (value != null && value < min) {
            throw new OcppException(
                    ErrorCode.PropertyConstraintViolation, name + " is " + value + ", the least is " + min);
        }
    }

    static void atMost(int max, String name, Integer value) {
        if (value != null && value > max) {
            throw new OcppException(
                    ErrorCode.PropertyConstraintViolation, name + " is " + value + ", the most is " + max);
        }
    }

    /**
     * A limit, when there is one: 0 to 2147483647 in steps of 0.1, counted in decimal because 0.1 is no binary fraction.
     *
     * @return the limit with no or one decimal
     */
    static BigDecimal limit(String name, BigDecimal value) {
        // The size comes first: it is cheap for any exponent, and what passes it is cheap to handle.
        if (value != null && (value.signum() < 0 || value.compareTo(LIMIT_MAX) > 0)) {
            throw new OcppException(ErrorCode.PropertyConstraintViolation, name + " is not within 0 and " + LIMIT_MAX);
        }
        if (value == null || value.scale() == 0 || value.scale() == 1) {
            return value;
        }
        BigDecimal shortest = value.stripTrailingZeros();
        if (shortest.scale() > 1) {
            throw new OcppException(ErrorCode.PropertyConstraintViolation, name + " has more than one decimal");
        }
        return shortest.scale() < 0 ? shortest.setScale(0) : shortest;
    }

    /** The mandatory list, copied, with one element or more. */
    static <T> List<T> someOf(String name, List<T> value) {
        required(name, value);
        if (value.isEmpty()) {
            throw new OcppException(ErrorCode.OccurenceConstraintViolation, name + " is empty");
        }
        return List.copyOf(value);
    }

    /** The optional list, copied; empty when it is missing. */
    static <T> List<T> anyOf(List<T> value) {
        return value == null ? List.of() : List.copyOf(value);
    }

    /** The optional list of texts, copied; empty when it is missing. */
    static List<String> anyTextOf(String name, List<String> value, int max) {
        List<String> list = anyOf(value);
        for (int i = 0; i < list.size(); i++) {
            optionalText(name + "[" + i + "]", list.get(i), max);
        }
        return list;
    }
}
