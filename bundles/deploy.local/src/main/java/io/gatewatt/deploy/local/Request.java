// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.deploy.local;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What the command line asks for: one line of words with a tab between them. {@code list}, {@code rollback NAME}, {@code remove NAME} or
 * {@code install LENGTH FILE}, after which the bytes of the file follow, so that only the one who asks must be able to read it.
 */
record Request(List<String> words) {

    private static final int LONGEST = 4096;

    /** Reads the line, and no byte after it. */
    static Request read(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0 || line.size() == LONGEST) {
                throw new EOFException("no whole line was sent");
            }
            line.write(b);
        }
        return new Request(List.of(line.toString(StandardCharsets.UTF_8).split("\t", -1)));
    }

    boolean is(String verb, int parameters) {
        return words.get(0).equals(verb) && words.size() == parameters + 1;
    }

    String parameter(int number) {
        return words.get(number);
    }
}
