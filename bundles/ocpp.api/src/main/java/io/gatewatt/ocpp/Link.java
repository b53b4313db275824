// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp;

import java.time.Instant;
import java.util.Objects;

/**
 * The state of the connection to the central system.
 *
 * @param state what it is
 * @param since since when
 * @param detail why, in words: address, refusal, next attempt
 * @param url where to, with the identity; never with credentials
 * @param identity the station's OCPP identity
 * @param registration how the central system has registered the station
 * @param outboxDepth transaction messages waiting
 */
public record Link(
        State state,
        Instant since,
        String detail,
        String url,
        String identity,
        RegistrationStatus registration,
        int outboxDepth) {

    /** States of the connection. */
    public enum State {
        /** No address is configured. */
        UNCONFIGURED,
        /** Waiting for the next attempt. */
        WAITING,
        /** An attempt is under way. */
        CONNECTING,
        /** Connected. */
        CONNECTED
    }

    /** All parts are required. */
    public Link {
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(since, "since");
        Objects.requireNonNull(registration, "registration");
    }

    /** Whether messages can go both ways. */
    public boolean online() {
        return state == State.CONNECTED && registration == RegistrationStatus.Accepted;
    }
}
