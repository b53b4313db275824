// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.protocol.wire;

import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which AuthorizationKey is shown at the next handshake. After a change the key before is kept until the new one was let in once (security
 * whitepaper, A01): when the central system refuses one of the two, the other is tried. On one thread.
 */
final class Passwords {

    /** The secret with the key. */
    static final String KEY = "authorizationKey";

    /** The secret with the key before; there while the present one has not been let in yet. */
    static final String KEY_BEFORE = "authorizationKey.before";

    private static final Logger LOG = LoggerFactory.getLogger(Passwords.class);

    private final Secrets secrets;
    private boolean refused;

    Passwords(Secrets secrets) {
        this.secrets = secrets;
    }

    /**
     * The key to show; empty when there is none.
     *
     * @throws IOException with words what to do
     */
    Optional<String> next() throws IOException {
        Optional<String> before = refused ? secrets.find(KEY_BEFORE) : Optional.empty();
        return before.isPresent() ? before : secrets.find(KEY);
    }

    /** With this key the station was let in. */
    void letIn(Optional<String> shown) {
        refused = false;
        if (isPresent(shown)) {
            secrets.forget(KEY_BEFORE);
        } else {
            LOG.warn(
                    "connected with the AuthorizationKey before the last change; the new one is tried at the next connection");
        }
    }

    /** With this key it was not. */
    void refused(Optional<String> shown) {
        refused = isPresent(shown);
    }

    // It may have been changed since.
    private boolean isPresent(Optional<String> shown) {
        try {
            return secrets.find(KEY).equals(shown);
        } catch (IOException e) {
            return false;
        }
    }
}
