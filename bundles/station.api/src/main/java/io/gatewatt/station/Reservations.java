// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.station;

import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Whiteboard: for whom a connector is kept. The station leads a token to the connector that is kept for it and keeps it from those of others,
 * however it was presented; whether it may charge at all is for {@link StartPolicy} to say. That a connector shows as reserved is for
 * {@link StatusFacet#reserved}; that a reservation is used is seen in {@link TransactionSnapshot#reservation}.
 */
@ConsumerType
public interface Reservations {

    /**
     * What a connector is to a token. On the loop, without delay. The first answer by service ranking that is not {@link Claim.None} counts.
     *
     * <p>It is asked before the token was authorised, with the group that {@link KnownTokens} know, and once more after it, with the group that
     * was then learnt.
     */
    Claim claim(int connector, IdToken token, Optional<IdToken> group);

    /** What a connector is to a token. */
    sealed interface Claim {

        /** It is kept for nobody, or not so that this token minds. */
        record None() implements Claim {}

        /** It is kept for this token or its group, by this reservation. */
        record Own(int reservation) implements Claim {}

        /** It is kept for a group, and that of the token is not known: to be authorised first, and refused with these words if it is another. */
        record OfGroup(String why) implements Claim {}

        /** It is kept for somebody else: refused with these words. */
        record Others(String why) implements Claim {}
    }
}
