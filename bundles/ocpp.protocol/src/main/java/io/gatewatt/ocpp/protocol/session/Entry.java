// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.protocol.session;

import io.gatewatt.loop.Row;
import io.gatewatt.ocpp.Action;
import io.gatewatt.ocpp.protocol.codec.FrameCodec;
import java.util.Optional;

/**
 * A message of the outbox.
 *
 * @param key of its row; ascending with time
 * @param id of the message on the wire; the same after a lost connection, another after a failure
 * @param transmissions that failed so far
 * @param answer the confirmation, when there was nobody to tell it to yet; then it is not sent again
 */
record Entry<Q extends Record, R extends Record>(
        String key,
        Action<Q, R> action,
        Q request,
        String reference,
        String id,
        int transmissions,
        Optional<R> answer) {

    static <Q extends Record, R extends Record> Entry<Q, R> read(
            String key, Row row, Action<Q, R> action, FrameCodec codec) {
        Q request = codec.read(action.request(), row.text("request"));
        return new Entry<>(
                key,
                action,
                request,
                row.text("reference"),
                row.text("id"),
                (int) row.number("transmissions"),
                row.find("answer").map(text -> codec.read(action.confirmation(), text)));
    }

    Row row(FrameCodec codec) {
        Row row = Row.empty()
                .with("action", action.name())
                .with("request", codec.payload(request))
                .with("reference", reference)
                .with("id", id)
                .with("transmissions", transmissions);
        return answer.isPresent() ? row.with("answer", codec.payload(answer.get())) : row;
    }

    Entry<Q, R> again(String newId, int failed) {
        return new Entry<>(key, action, request, reference, newId, failed, Optional.empty());
    }

    Entry<Q, R> answered(R confirmation) {
        return new Entry<>(key, action, request, reference, id, transmissions, Optional.of(confirmation));
    }
}
