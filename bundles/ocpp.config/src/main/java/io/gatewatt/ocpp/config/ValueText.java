// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.config;

import io.gatewatt.ocpp.config.settings.ValueRules;
import java.util.Collection;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Values as they travel in OCPP: text of at most 500 characters, lists comma-separated. */
final class ValueText {

    private ValueText() {}

    /** The text of a configuration value. */
    static String of(Object value) {
        if (value instanceof Object[] array) {
            return join(Stream.of(array));
        }
        if (value instanceof Collection<?> items) {
            return join(items.stream());
        }
        return value.toString();
    }

    /** The text, cut to what OCPP can carry; a list is cut between items. */
    static String clip(String text) {
        if (text.length() <= ValueRules.LONGEST) {
            return text;
        }
        int comma = text.lastIndexOf(',', ValueRules.LONGEST);
        return text.substring(0, comma > 0 ? comma : ValueRules.LONGEST);
    }

    private static String join(Stream<?> items) {
        return items.map(Object::toString).collect(Collectors.joining(","));
    }
}
