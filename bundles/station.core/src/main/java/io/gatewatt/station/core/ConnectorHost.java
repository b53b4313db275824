// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.station.core;

import io.gatewatt.station.FaultState;
import io.gatewatt.station.SessionRules;
import java.util.Optional;
import java.util.OptionalDouble;

/** What a connector needs to know of its station. On the loop. */
interface ConnectorHost {

    SessionRules rules();

    /** The least limit of all who limit this connector, A; empty when nobody does. */
    OptionalDouble limit(int connector);

    /** Whether connector and station may be used. */
    boolean operative(int connector);

    boolean reserved(int connector);

    /** The first fault somebody else knows of this connector, or a blocking one of the station. */
    Optional<FaultState> fault(int connector);

    /** Whether nothing may start: the mains is failing. */
    boolean refusing();

    TransactionBook book();

    /** The connector has changed: publish. */
    void changed(ConnectorUnit connector);
}
