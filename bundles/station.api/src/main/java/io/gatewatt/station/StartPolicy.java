// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.station;

import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;
import org.osgi.util.promise.Promise;

/**
 * Whiteboard: may this token start? Policies are asked by falling service ranking (what is known here 50, central system 0); the first
 * opinion counts. Without any opinion the start is refused. A list of tokens is better given as {@link KnownTokens}, a reservation as
 * {@link Reservations}: those that judge already look at them.
 */
@ConsumerType
public interface StartPolicy {

    /**
     * Gives an opinion, on the loop. A failed promise counts as no opinion.
     *
     * @param connector the connector meant; empty when the token was shown to a reader of several and none is chosen yet
     */
    Promise<Verdict> judge(Optional<Integer> connector, IdToken token);

    /** An opinion. */
    sealed interface Verdict {

        /**
         * It may.
         *
         * @param group the group the token belongs to, when known
         * @param reservation the reservation it uses, when there is one
         */
        record Accept(Optional<IdToken> group, Optional<Integer> reservation) implements Verdict {}

        /** It may not, for this reason in words. */
        record Refuse(String why) implements Verdict {}

        /** Ask the next. */
        record NoOpinion() implements Verdict {}
    }
}
