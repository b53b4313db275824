// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.deploy.engine;

/** A bundle did not do what it must to be let stay: it goes, and the one before comes back. The message says what it did not. */
final class FailedException extends Exception {

    private static final long serialVersionUID = 1L;

    FailedException(String words) {
        super(words);
    }

    FailedException(String words, Throwable cause) {
        super(words, cause);
    }
}
