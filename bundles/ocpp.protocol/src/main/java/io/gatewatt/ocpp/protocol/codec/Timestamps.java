// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.protocol.codec;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times on the wire: ISO 8601 with an offset and any number of fraction digits; sent in UTC with at most three. */
final class Timestamps {

    private static final Pattern TOO_FINE = Pattern.compile("(\\.\\d{9})\\d+");

    private Timestamps() {}

    /** The instant; empty when the text is none. Digits beyond the nanosecond are dropped. */
    static Optional<Instant> parse(String text) {
        try {
            // Also keeps years of other than four digits away, which ISO 8601 has only by agreement.
            if (text.length() < 11 || text.charAt(4) != '-' || text.charAt(0) == '-') {
                return Optional.empty();
            }
            Matcher tooFine = TOO_FINE.matcher(text);
            String fine = text.length() > 30 ? tooFine.replaceFirst("$1") : text;
            return Optional.of(DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(fine, Instant::from));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    static String format(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MILLIS).toString();
    }
}
