// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.profile.core.boot;

import io.gatewatt.loop.Loop;
import io.gatewatt.loop.Row;
import io.gatewatt.ocpp.Link;
import io.gatewatt.ocpp.RegistrationStatus;

/**
 * Whether a central system has ever accepted this station. A station that was accepted once may serve known tags after a power cut even
 * when the network is still down; a new one, and one that is pending or rejected now, serves nobody. Only on the loop.
 */
public final class Acceptance {

    static final String TABLE = "core_boot";
    private static final String KEY = "accepted";

    private final Loop loop;

    /** Reads and writes in the loop's store. */
    public Acceptance(Loop loop) {
        this.loop = loop;
    }

    /** Whether it may be trusted at this state of the link. */
    public boolean ever(Link link) {
        return switch (link.registration()) {
            case Accepted -> true;
            case Pending, Rejected -> false;
            case UNKNOWN -> loop.store().table(TABLE).get(KEY).isPresent();
        };
    }

    /** Remembers an answer. */
    void answered(RegistrationStatus status) {
        if (status == RegistrationStatus.Accepted
                && loop.store().table(TABLE).get(KEY).isEmpty()) {
            loop.store()
                    .table(TABLE)
                    .put(KEY, Row.empty().with("at", loop.clock().instant()));
        }
    }
}
