// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.profile.core.journal;

import io.gatewatt.loop.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What this bundle remembers of a transaction of the station: how far the central system was told of it.
 *
 * @param key the station's key of the transaction
 * @param connector where
 * @param id the central system's number, once its start was confirmed
 * @param lastStamp latest timestamp that was queued for it; later ones are never earlier
 * @param registerWh highest register that was queued for it, Wh
 * @param lastSample when its last periodic sample was due
 * @param stopQueued whether its end is in the outbox, or further
 * @param stopDone whether its end was confirmed or given up
 * @param suspendAtWh register at which its energy ends, because the central system refused its tag
 * @param incarnation run of the process in which it was begun
 * @param restamp how its stamps are put right that were taken before this run was told the time
 */
public record TransactionRecord(
        String key,
        int connector,
        OptionalInt id,
        Instant lastStamp,
        long registerWh,
        Optional<Instant> lastSample,
        boolean stopQueued,
        boolean stopDone,
        Optional<Long> suspendAtWh,
        String incarnation,
        Optional<Restamp> restamp) {

    /** A transaction whose start is being queued. */
    public static TransactionRecord started(
            String key, int connector, Instant at, long registerWh, String incarnation) {
        return new TransactionRecord(
                key,
                connector,
                OptionalInt.empty(),
                at,
                registerWh,
                Optional.empty(),
                false,
                false,
                Optional.empty(),
                incarnation,
                Optional.empty());
    }

    /** With its stamps so far to be put right. */
    TransactionRecord restamped(Restamp how) {
        return new TransactionRecord(
                key,
                connector,
                id,
                lastStamp,
                registerWh,
                lastSample,
                stopQueued,
                stopDone,
                suspendAtWh,
                incarnation,
                Optional.of(how));
    }

    /** With the number that the central system gave. */
    public TransactionRecord confirmed(int number) {
        return new TransactionRecord(
                key,
                connector,
                OptionalInt.of(number),
                lastStamp,
                registerWh,
                lastSample,
                stopQueued,
                stopDone,
                suspendAtWh,
                incarnation,
                restamp);
    }

    /** With a message of this time and register queued. */
    public TransactionRecord told(Instant at, long register) {
        return new TransactionRecord(
                key,
                connector,
                id,
                at,
                Math.max(registerWh, register),
                lastSample,
                stopQueued,
                stopDone,
                suspendAtWh,
                incarnation,
                restamp);
    }

    /** With a periodic sample that was due at this time. */
    public TransactionRecord sampled(Instant due) {
        return new TransactionRecord(
                key,
                connector,
                id,
                lastStamp,
                registerWh,
                Optional.of(due),
                stopQueued,
                stopDone,
                suspendAtWh,
                incarnation,
                restamp);
    }

    /** With its end queued. */
    public TransactionRecord stopped() {
        return new TransactionRecord(
                key,
                connector,
                id,
                lastStamp,
                registerWh,
                lastSample,
                true,
                stopDone,
                Optional.empty(),
                incarnation,
                restamp);
    }

    /** With its end confirmed or given up. */
    public TransactionRecord done() {
        return new TransactionRecord(
                key,
                connector,
                id,
                lastStamp,
                registerWh,
                lastSample,
                true,
                true,
                Optional.empty(),
                incarnation,
                restamp);
    }

    /** With energy only up to this register, Wh. */
    public TransactionRecord suspendAt(long register) {
        return new TransactionRecord(
                key,
                connector,
                id,
                lastStamp,
                registerWh,
                lastSample,
                stopQueued,
                stopDone,
                Optional.of(register),
                incarnation,
                restamp);
    }

    /** Without such a limit. */
    public TransactionRecord suspended() {
        return new TransactionRecord(
                key,
                connector,
                id,
                lastStamp,
                registerWh,
                lastSample,
                stopQueued,
                stopDone,
                Optional.empty(),
                incarnation,
                restamp);
    }

    /** This time, or the last one queued when the clock has gone back since. */
    public Instant notBefore(Instant at) {
        return at.isBefore(lastStamp) ? lastStamp : at;
    }

    Row row() {
        return Row.empty()
                .with("connector", connector)
                .with("id", id.isPresent() ? id.getAsInt() : null)
                .with("lastStamp", lastStamp)
                .with("registerWh", registerWh)
                .with("lastSample", lastSample)
                .with("stopQueued", stopQueued)
                .with("stopDone", stopDone)
                .with("suspendAtWh", suspendAtWh)
                .with("incarnation", incarnation)
                .with("restampUntil", restamp.map(Restamp::until))
                .with("restampMillis", restamp.map(r -> r.by().toMillis()));
    }

    static TransactionRecord of(String key, Row row) {
        return new TransactionRecord(
                key,
                (int) row.number("connector"),
                row.find("id").map(Integer::valueOf).map(OptionalInt::of).orElse(OptionalInt.empty()),
                row.instant("lastStamp"),
                row.number("registerWh"),
                row.find("lastSample").map(Instant::parse),
                row.flag("stopQueued"),
                row.flag("stopDone"),
                row.find("suspendAtWh").map(Long::valueOf),
                row.find("incarnation").orElse(""),
                row.find("restampUntil")
                        .map(until ->
                                new Restamp(Instant.parse(until), Duration.ofMillis(row.number("restampMillis")))));
    }
}
