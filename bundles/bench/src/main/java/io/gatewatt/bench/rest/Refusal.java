// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.bench.rest;

/** A request that had no effect; the message says what is wrong and what to do. */
final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;

    private Refusal(int status, String message) {
        super(message);
        this.status = status;
    }

    static Refusal badBody(String message) {
        return new Refusal(400, message);
    }

    static Refusal foreign(String message) {
        return new Refusal(403, message);
    }

    static Refusal unknown(String message) {
        return new Refusal(404, message);
    }

    static Refusal wrongMethod(String message) {
        return new Refusal(405, message);
    }

    int status() {
        return status;
    }
}
