// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.itests.harness;

import java.time.Instant;

/**
 * A frame, or something else that happened to the connection, as the central system saw it.
 *
 * @param at when it was sent or had arrived
 * @param kind which way it went
 * @param text the frame as it was on the wire; words, when it is none
 */
public record Frame(Instant at, Kind kind, String text) {

    /** Which way it went. */
    public enum Kind {
        /** From the station. */
        RECEIVED("<-"),
        /** To the station. */
        SENT("->"),
        /** Not a frame: a connection came or went. */
        EVENT("--");

        private final String arrow;

        Kind(String arrow) {
            this.arrow = arrow;
        }
    }

    /** As a person reads it. */
    @Override
    public String toString() {
        return kind.arrow + " " + text;
    }
}
