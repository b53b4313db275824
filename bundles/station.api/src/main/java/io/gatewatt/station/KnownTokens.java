// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.station;

import java.time.Instant;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Whiteboard: what is known here of tokens without asking anybody, such as an authorisation cache or a local list. Asked by falling service
 * ranking (local list 100, cache 0); the first that knows the token counts. It decides nothing: {@link StartPolicy} does.
 */
@ConsumerType
public interface KnownTokens {

    /** What is known of the token; empty when it is unknown, or may not be used now. On the loop, without delay. */
    Optional<Known> find(IdToken token);

    /**
     * Knowledge of a token.
     *
     * @param accepted whether it may charge, its end aside
     * @param word why it may or may not, for people: Accepted, Blocked …
     * @param expiry when it ceases to be accepted
     * @param group the group it belongs to
     * @param listed whether it stands on a list that only its owner changes: what is heard elsewhere of such a token is not remembered
     */
    record Known(boolean accepted, String word, Optional<Instant> expiry, Optional<IdToken> group, boolean listed) {

        /** Whether it may charge at this instant. */
        public boolean valid(Instant now) {
            return accepted && expiry.map(now::isBefore).orElse(true);
        }

        /** The word that is true at this instant. */
        public String wordAt(Instant now) {
            return accepted && !valid(now) ? "Expired" : word;
        }
    }
}
