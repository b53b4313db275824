// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.protocol.link;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The setting {@code reconnectSeconds}: shortest and longest wait before a new attempt.
 *
 * @param min seconds, 1 or more
 * @param max seconds, not less than min, at most a day
 */
public record ReconnectRange(int min, int max) {

    /** What the station does when nothing is set. */
    public static final ReconnectRange DEFAULT = new ReconnectRange(1, 60);

    private static final Pattern FORM = Pattern.compile("\\s*(\\d{1,5})\\s*\\.\\.\\s*(\\d{1,5})\\s*");
    private static final int DAY = 86_400;

    /** Checks the bounds. */
    public ReconnectRange {
        if (min < 1 || max < min || max > DAY) {
            throw new IllegalArgumentException(
                    "reconnectSeconds must be like 1..60, from 1 to " + DAY + ", not " + min + ".." + max);
        }
    }

    /**
     * Reads {@code 1..60}.
     *
     * @throws IllegalArgumentException with words what is wrong
     */
    public static ReconnectRange parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "reconnectSeconds must be like 1..60 (shortest..longest, seconds), not '" + text + "'");
        }
        return new ReconnectRange(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
    }
}
