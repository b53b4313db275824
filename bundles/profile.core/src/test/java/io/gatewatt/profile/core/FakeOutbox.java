// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.profile.core;

import io.gatewatt.loop.Row;
import io.gatewatt.loop.core.VirtualLoop;
import io.gatewatt.ocpp.Action;
import io.gatewatt.ocpp.Outbox;
import io.gatewatt.ocpp.OutboxOwner;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An outbox whose entries are durable with the turn; the test sends and confirms by hand. */
public final class FakeOutbox implements Outbox {

    private static final String WAITING = "fake_outbox";
    private static final String EVER = "fake_outbox_ever";

    private final VirtualLoop loop;
    private final Map<String, Entry<?, ?>> memory;

    private record Entry<Q extends Record, R extends Record>(Action<Q, R> action, Q request, String reference) {}

    public FakeOutbox(VirtualLoop loop) {
        this(loop, new HashMap<>());
    }

    private FakeOutbox(VirtualLoop loop, Map<String, Entry<?, ?>> memory) {
        this.loop = loop;
        this.memory = memory;
    }

    /** The same outbox after a crash: what was not committed is not there. */
    public FakeOutbox on(VirtualLoop again) {
        return new FakeOutbox(again, memory);
    }

    @Override
    public <Q extends Record, R extends Record> void add(Action<Q, R> action, Q request, String reference) {
        String key = "%06d".formatted(loop.store().table(EVER).all().size());
        memory.put(key, new Entry<>(action, request, reference));
        loop.store().table(WAITING).put(key, Row.empty().with("action", action.name()));
        loop.store()
                .table(EVER)
                .put(key, Row.empty().with("action", action.name()).with("reference", reference));
    }

    @Override
    public int depth() {
        return loop.store().table(WAITING).all().size();
    }

    /** What waits longest. */
    public Record next() {
        return memory.get(loop.committed(WAITING).firstKey()).request;
    }

    /** Actions that were ever queued, in order. */
    public List<String> ever() {
        return loop.committed(EVER).values().stream().map(r -> r.text("action")).toList();
    }

    /** Requests that were ever queued, in order. */
    public List<Record> requests() {
        List<Record> requests = new ArrayList<>();
        loop.committed(EVER).keySet().forEach(key -> requests.add(memory.get(key).request));
        return requests;
    }

    /** References of the requests of one type that were ever queued, in order. */
    public List<String> references(Class<? extends Record> type) {
        return loop.committed(EVER).entrySet().stream()
                .filter(e -> type.isInstance(memory.get(e.getKey()).request))
                .map(e -> e.getValue().text("reference"))
                .toList();
    }

    /** Sends the first message, and removes it with the confirmation in a turn. @return what went out */
    public Optional<Record> deliver(OutboxOwner owner, Record confirmation) {
        List<String> waiting = List.copyOf(loop.committed(WAITING).keySet());
        if (waiting.isEmpty()) {
            return Optional.empty();
        }
        List<Record> sent = new ArrayList<>();
        loop.submit(
                "deliver", () -> sent.add(deliver(waiting.get(0), memory.get(waiting.get(0)), owner, confirmation)));
        loop.run();
        return sent.stream().findFirst();
    }

    private <Q extends Record, R extends Record> Record deliver(
            String key, Entry<Q, R> entry, OutboxOwner owner, Record confirmation) {
        Q prepared = owner.prepare(entry.action, entry.request, entry.reference);
        loop.store().table(WAITING).remove(key);
        if (confirmation == null) {
            owner.dropped(entry.action, prepared, entry.reference, new IllegalStateException("given up"));
        } else {
            owner.confirmed(
                    entry.action,
                    prepared,
                    entry.reference,
                    entry.action.confirmation().cast(confirmation));
        }
        return prepared;
    }
}
