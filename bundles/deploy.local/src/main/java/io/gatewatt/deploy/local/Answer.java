// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.deploy.local;

import io.gatewatt.deploy.Outcome;
import java.nio.charset.StandardCharsets;

/**
 * What the command line is answered: its exit code in a line of its own, then the words to print.
 *
 * @param code see {@code gatewatt --help}
 */
record Answer(int code, String words) {

    private static final int DONE = 0;
    private static final int NOT_DONE = 1;
    private static final int USAGE = 2;
    private static final int INTERNAL = 70;

    static Answer of(Outcome outcome) {
        return new Answer(outcome.good() ? DONE : NOT_DONE, outcome.words() + " (" + outcome.tookMillis() + " ms)\n");
    }

    static Answer told(String words) {
        return new Answer(DONE, words);
    }

    static Answer refused(String words) {
        return new Answer(NOT_DONE, words + "\n");
    }

    static Answer notUnderstood(String words) {
        return new Answer(USAGE, words + "\n");
    }

    static Answer failed(String words) {
        return new Answer(INTERNAL, words + "\n");
    }

    byte[] bytes() {
        return (code + "\n" + words).getBytes(StandardCharsets.UTF_8);
    }
}
