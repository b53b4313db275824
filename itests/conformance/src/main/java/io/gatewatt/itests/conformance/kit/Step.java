// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.itests.conformance.kit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Predicate;

/**
 * What a case waits for on the wire.
 *
 * @param words how a failure names it
 * @param fits which entry it is
 */
public record Step(String words, Predicate<Entry> fits) {

    /** A call of the station. */
    public static Step call(String action) {
        return new Step(action, e -> e.isCall() && e.action().equals(action));
    }

    /** A status of a connector, with whatever error code. */
    public static Step status(int connector, String status) {
        return call("StatusNotification")
                .with("connectorId", connector)
                .with("status", status)
                .named("StatusNotification(" + connector + ", " + status + ")");
    }

    /** The station's answer, result or error, to a call of this action. */
    public static Step answer(String action) {
        return new Step(action + " answered", e -> e.isAnswer() && e.action().equals(action));
    }

    /** The same, if a field of the payload is this. */
    public Step with(String field, Object value) {
        return and(field + "=" + value, p -> p.path(field).asText().equals(String.valueOf(value)));
    }

    /** The same, if the payload is also so. */
    public Step and(String more, Predicate<JsonNode> payload) {
        return new Step(words + " " + more, fits.and(e -> payload.test(e.payload())));
    }

    /** The same under another name. */
    public Step named(String other) {
        return new Step(other, fits);
    }

    @Override
    public String toString() {
        return words;
    }
}
