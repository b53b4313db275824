// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.station;

import org.osgi.annotation.versioning.ConsumerType;

/** Whiteboard: is told of changes. */
@ConsumerType
public interface StationListener {

    /**
     * The station has changed. On the loop and inside the turn of the change: what the listener stores or queues becomes durable together with
     * it. The first call comes when the listener is found, with the same snapshot twice.
     */
    void changed(StationSnapshot before, StationSnapshot after);

    /** A token was refused at a connector, or at a reader when the connector is 0; for displays and logs. */
    default void refused(int connector, IdToken token, String why) {}
}
