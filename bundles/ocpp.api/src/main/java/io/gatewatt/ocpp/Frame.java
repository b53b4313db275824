// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp;

import java.time.Instant;

/**
 * One OCPP-J frame as it went over the wire, secrets masked.
 *
 * @param sequence number since the start, ascending
 * @param at when
 * @param direction from or to the station
 * @param action the action, also for answers when their call is known; empty otherwise
 * @param text the frame
 * @param millis for an answer the time since its call, else -1
 */
public record Frame(long sequence, Instant at, Direction direction, String action, String text, long millis) {

    /** Which way a frame went. */
    public enum Direction {
        /** Station to central system. */
        SENT,
        /** Central system to station. */
        RECEIVED
    }
}
