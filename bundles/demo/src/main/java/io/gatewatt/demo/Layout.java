// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.demo;

import java.util.Locale;

/** Lays a line out in three columns, time, words and frame, within 118 characters; colours are optional. */
final class Layout {

    private static final int WORDS = 45;
    private static final int FRAME = 61;
    private static final String DIM = "\033[2m";
    private static final String BOLD = "\033[1m";
    private static final String PLAIN = "\033[0m";

    private final boolean colours;

    Layout(boolean colours) {
        this.colours = colours;
    }

    /** Something a person or the station does. */
    String act(double seconds, String words) {
        return time(seconds) + in(BOLD, "● " + words);
    }

    /** A frame beside its meaning; words may be empty. */
    String frame(double seconds, String words, boolean sent, String frame) {
        String left = "  " + cut(words, WORDS);
        return time(seconds) + pad(left, WORDS + 3) + in(DIM, (sent ? "→ " : "← ") + cut(oneLine(frame), FRAME));
    }

    /** A line without time. */
    String note(String words) {
        return words.isEmpty() ? "" : "         " + words;
    }

    private String time(double seconds) {
        return in(DIM, String.format(Locale.ROOT, "%6.1f s", seconds)) + " ";
    }

    private String in(String colour, String text) {
        return colours ? colour + text + PLAIN : text;
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\p{Cntrl}+", " ");
    }

    private static String pad(String text, int width) {
        return text.length() >= width ? text : text + " ".repeat(width - text.length());
    }

    private static String cut(String text, int width) {
        return text.length() <= width ? text : text.substring(0, width - 1) + "…";
    }
}
