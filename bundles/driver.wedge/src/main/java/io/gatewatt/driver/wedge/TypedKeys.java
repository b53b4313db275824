// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.driver.wedge;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a keyboard types, out of the records of Linux' evdev ({@code struct input_event} of a 64-bit kernel: time in s and us, type, code, value; codes
 * of {@code linux/input-event-codes.h}). Enter ends a text; a pause within one drops what came before it.
 */
final class TypedKeys {

    /** Length of a record, bytes. */
    static final int RECORD = 24;

    private static final int EV_KEY = 1;
    private static final int DOWN = 1;
    private static final int ENTER = 28;
    private static final int KEYPAD_ENTER = 96;
    private static final long PAUSE_MICROS = 1_000_000;
    private static final int LONGEST = 64;
    private static final Map<Integer, Character> KEYS = new HashMap<>();

    static {
        row(2, "1234567890");
        row(16, "QWERTYUIOP");
        row(30, "ASDFGHJKL");
        row(44, "ZXCVBNM");
        row(71, "789");
        row(75, "456");
        row(79, "1230");
        row(12, "-");
    }

    private final StringBuilder typed = new StringBuilder();
    private long lastMicros;

    private static void row(int firstCode, String characters) {
        for (int i = 0; i < characters.length(); i++) {
            KEYS.put(firstCode + i, characters.charAt(i));
        }
    }

    /**
     * Takes one record.
     *
     * @param bytes {@link #RECORD} of them
     * @return the text when this record ends one; letters are upper-case
     */
    Optional<String> take(byte[] bytes) {
        ByteBuffer event = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
        long micros = event.getLong() * 1_000_000 + event.getLong();
        int type = event.getShort() & 0xFFFF;
        int code = event.getShort() & 0xFFFF;
        if (type != EV_KEY || event.getInt() != DOWN) {
            return Optional.empty();
        }
        if (micros - lastMicros > PAUSE_MICROS || typed.length() >= LONGEST) {
            typed.setLength(0);
        }
        lastMicros = micros;
        if (code == ENTER || code == KEYPAD_ENTER) {
            String text = typed.toString();
            typed.setLength(0);
            return Optional.of(text).filter(any -> !any.isEmpty());
        }
        Optional.ofNullable(KEYS.get(code)).ifPresent(typed::append);
        return Optional.empty();
    }
}
