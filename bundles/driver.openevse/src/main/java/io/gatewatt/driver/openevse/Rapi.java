// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.driver.openevse;

import io.gatewatt.driver.DeviceException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Remote API of OpenEVSE (open_evse, rapi_proc.h 5.2.1): lines that end in CR, with the exclusive-or of all before it behind a caret. */
final class Rapi {

    /** The board's buffer, bytes. */
    private static final int LONGEST = 32;

    private Rapi() {}

    /** The board does not do what it was told, or not all of it. */
    static final class RefusedException extends DeviceException {

        private static final long serialVersionUID = 1L;

        private final int amps;

        private RefusedException(String line, String value) {
            super("OpenEVSE refuses the command: " + line);
            amps = value.matches("\\d{1,3}") ? Integer.parseInt(value) : Integer.MAX_VALUE;
        }

        /** To a current: what the board offers instead; a huge number when it does not say so. */
        int amps() {
            return amps;
        }
    }

    /** The bytes of a command, for example {@code GS}. */
    static byte[] request(String command) {
        String body = "$" + command;
        byte[] bytes = String.format("%s^%02X\r", body, sum(body)).getBytes(StandardCharsets.US_ASCII);
        if (bytes.length > LONGEST) {
            throw new IllegalArgumentException(command + " is longer than the board's buffer of " + LONGEST + " bytes");
        }
        return bytes;
    }

    /**
     * The answer to a command: what stands behind {@code $OK}. Messages the board sends by itself are passed over.
     *
     * @return empty when more must come
     * @throws RefusedException when the board refuses
     * @throws DeviceException when the answer is damaged
     */
    static Optional<List<String>> answer(byte[] received) throws DeviceException {
        for (String line : lines(received)) {
            if (line.startsWith("$OK") || line.startsWith("$NK")) {
                List<String> words = words(line);
                if (words.isEmpty()) {
                    throw new DeviceException(
                            "OpenEVSE answers '" + line + "', and its check sum is wrong; check the wiring");
                }
                if (words.get(0).equals("$NK")) {
                    throw new RefusedException(line, words.size() > 1 ? words.get(1) : "");
                }
                return Optional.of(words.subList(1, words.size()));
            }
        }
        return Optional.empty();
    }

    /** The whole lines in these bytes, without their ends; what stands behind the last end is passed over. */
    static List<String> lines(byte[] received) {
        String text = new String(received, StandardCharsets.ISO_8859_1);
        return text.substring(0, text.lastIndexOf('\r') + 1)
                .lines()
                .map(line -> line.substring(Math.max(0, line.indexOf('$'))))
                .filter(line -> line.startsWith("$"))
                .toList();
    }

    /** The words of a line without its check sum; empty when that is missing or wrong. */
    static List<String> words(String line) {
        int caret = line.lastIndexOf('^');
        if (caret < 0
                || !line.substring(caret + 1)
                        .strip()
                        .equalsIgnoreCase(String.format("%02X", sum(line.substring(0, caret))))) {
            return List.of();
        }
        return List.of(line.substring(0, caret).strip().split("\\s+"));
    }

    private static int sum(String body) {
        return body.chars().reduce(0, (sum, c) -> sum ^ c) & 0xFF;
    }
}
