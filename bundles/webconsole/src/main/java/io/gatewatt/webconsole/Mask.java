// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.webconsole;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Hides identifications of people: an idTag is personal data and no page needs all of it. */
final class Mask {

    private static final Pattern ID_TAG =
            Pattern.compile("(\"(?:idTag|parentIdTag)\"\\s*:\\s*\")((?:[^\"\\\\]|\\\\.)*)\"");
    private static final String DOTS = "••••";

    private Mask() {}

    /** The first and last two characters of a long identification, the first one of a short one. */
    static String token(String value) {
        if (value.length() >= 8) {
            return value.substring(0, 2) + DOTS + value.substring(value.length() - 2);
        }
        return value.isEmpty() ? DOTS : value.charAt(0) + DOTS;
    }

    /** A frame with its identifications masked; the rest stays byte for byte. */
    static String frame(String text) {
        Matcher matcher = ID_TAG.matcher(text);
        return matcher.replaceAll(found -> {
            String value = found.group(2);
            String masked = value.indexOf('\\') >= 0 ? DOTS : token(value);
            return Matcher.quoteReplacement(found.group(1) + masked + '"');
        });
    }
}
