// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.deploy.engine;

/** A bundle is not let in; nothing was touched. The message says why and what to do. */
final class RefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    RefusedException(String words) {
        super(words);
    }

    RefusedException(String words, Throwable cause) {
        super(words, cause);
    }
}
