// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp;

import java.util.Objects;
import java.util.Optional;

/** What a handler answers, and what it does once the answer is on the wire. */
public final class Reply<R extends Record> {

    private final R confirmation;
    private final Runnable then;

    private Reply(R confirmation, Runnable then) {
        this.confirmation = confirmation;
        this.then = then;
    }

    /** An answer. */
    public static <R extends Record> Reply<R> of(R confirmation) {
        return new Reply<>(Objects.requireNonNull(confirmation, "confirmation"), Reply::nothing);
    }

    /** No answer of mine: the next handler of the action is asked. */
    public static <R extends Record> Reply<R> pass() {
        return new Reply<>(null, Reply::nothing);
    }

    /** The same answer, with an action that runs on the loop, in a turn of its own, after the confirmation was written to the wire. */
    public Reply<R> then(Runnable action) {
        return new Reply<>(confirmation, Objects.requireNonNull(action, "action"));
    }

    private static void nothing() {}

    /** The answer; empty when passed on. */
    public Optional<R> confirmation() {
        return Optional.ofNullable(confirmation);
    }

    /** What to do after the answer. */
    public Runnable afterwards() {
        return then;
    }
}
