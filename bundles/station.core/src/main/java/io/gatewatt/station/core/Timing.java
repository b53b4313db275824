// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.station.core;

import java.time.Duration;

/** The times of the station, in one place. */
final class Timing {

    /** Longest answer of a device to a read or a set point. */
    static final Duration DEADLINE = Duration.ofSeconds(5);
    /** Longest movement of a lock. */
    static final Duration LOCK_DEADLINE = Duration.ofSeconds(10);
    /** How long a device that was there may be away before it counts as a fault: drivers are swapped. */
    static final Duration GRACE = Duration.ofSeconds(30);

    static final Duration CONTROLLER_POLL = Duration.ofMillis(500);
    static final Duration METER_POLL = Duration.ofSeconds(1);
    static final Duration METER_POLL_IDLE = Duration.ofSeconds(5);
    static final Duration STATION_POLL = Duration.ofSeconds(5);
    /** A closing register is tried again after this. */
    static final Duration RETRY = Duration.ofSeconds(1);
    /** A meter that is there and fails as often as this gives no closing register: it is not being replaced, so the end is told without it. */
    static final int CLOSING_TRIES = 8;
    /** How long to wait for the contactor before the closing register is read all the same. */
    static final Duration CONTACTOR = Duration.ofSeconds(3);
    /** How long after an offer the vehicle may take to draw current before that is called a pause. */
    static final Duration OFFER_SETTLES = Duration.ofSeconds(5);
    /** How long the vehicle must not draw current before that is called a pause. */
    static final Duration PAUSE_SETTLES = Duration.ofMillis(400);
    /** A register is fresh enough to start with when it is not older than this. */
    static final Duration FRESH = Duration.ofSeconds(15);

    static final Duration JOURNAL_EVERY = Duration.ofSeconds(10);
    static final long JOURNAL_WH = 50;
    /** How long after the outcome of an unlock whoever asked for it may take to answer, before the end is told all the same. */
    static final Duration TOLD = Duration.ofSeconds(1);
    /** Longest thinking of a start policy. */
    static final Duration JUDGEMENT = Duration.ofSeconds(90);
    /** How long a connector is kept for a start that was promised. */
    static final Duration PROMISE = Duration.ofSeconds(10);
    /** How long after a mains failure transactions may take to be told. */
    static final Duration POWER_FAIL = Duration.ofSeconds(5);
    /** How long after the last transaction is queued its messages may take to leave. */
    static final Duration TELL = Duration.ofSeconds(2);
    /** Who is still there so long after having gone down has mains again. */
    static final Duration MAINS_BACK = Duration.ofSeconds(30);
    /** How long the station waits for its devices before it shows itself; one that was never there counts as a fault then. */
    static final Duration FIRST_REPORTS = Duration.ofSeconds(3);

    private Timing() {}
}
