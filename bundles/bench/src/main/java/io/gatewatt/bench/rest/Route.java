// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.bench.rest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.IntConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One call of the interface.
 *
 * @param method HTTP method
 * @param path path below the base; may hold one number in braces
 * @param summary what it does, in words
 * @param fields fields of the body
 * @param subset whether missing fields mean "unchanged"
 * @param known refuses a number in the path that nothing has
 * @param action what it does; null as answer means 204
 */
record Route(
        String method,
        String path,
        String summary,
        List<Field> fields,
        boolean subset,
        IntConsumer known,
        Action action) {

    private static final Pattern PARAMETER = Pattern.compile("\\{(\\w+)}");

    /** What a call does, given the number in its path (0 when it has none) and the checked body. */
    @FunctionalInterface
    interface Action {
        JsonNode run(int number, Body body);
    }

    /** Whether the path has the shape of this route, whatever its number. */
    boolean shapedLike(String actual) {
        return matcher(actual).matches();
    }

    /** The number in the path; empty when there it is none or no number at all. */
    OptionalInt number(String actual) {
        Matcher matcher = matcher(actual);
        if (!matcher.matches() || matcher.groupCount() == 0 || !matcher.group(1).matches("0|[1-9]\\d{0,5}")) {
            return OptionalInt.empty();
        }
        return OptionalInt.of(Integer.parseInt(matcher.group(1)));
    }

    /** Name of the number in the path, empty when it has none. */
    String parameter() {
        Matcher matcher = PARAMETER.matcher(path);
        return matcher.find() ? matcher.group(1) : "";
    }

    private Matcher matcher(String actual) {
        return Pattern.compile(PARAMETER.matcher(path.replace(".", "\\.")).replaceAll("([^/]+)"))
                .matcher(actual);
    }
}
