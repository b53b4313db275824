// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.runtime;

/** A start that is refused before anything runs: words for the person at the keyboard and an exit code for scripts. */
final class Refusal extends RuntimeException {

    /** Wrong command line or wrong setting. */
    static final int USAGE = 2;
    /** Another process runs on this home. */
    static final int HOME_IN_USE = 3;
    /** The home cannot be created or written, or the folder belongs to something else. */
    static final int HOME_UNUSABLE = 4;
    /** Another process listens on the HTTP port. */
    static final int PORT_IN_USE = 5;
    /** No station runs on the home that was asked for. */
    static final int NO_STATION = 6;

    private static final long serialVersionUID = 1L;

    private final int code;

    Refusal(int code, String words) {
        super(words);
        this.code = code;
    }

    static Refusal usage(String words) {
        return new Refusal(USAGE, words);
    }

    int code() {
        return code;
    }
}
