// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.station;

import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/** Whiteboard: what somebody else knows of a connector's status. Call {@link Station#refresh()} when an answer changes. On the loop. */
@ConsumerType
public interface StatusFacet {

    /** Whether the connector may be used; number 0 asks for the station as a whole. */
    default boolean operative(int connector) {
        return true;
    }

    /** Whether the connector is reserved. */
    default boolean reserved(int connector) {
        return false;
    }

    /** A fault that is not the hardware's own. */
    default Optional<FaultState> fault(int connector) {
        return Optional.empty();
    }
}
