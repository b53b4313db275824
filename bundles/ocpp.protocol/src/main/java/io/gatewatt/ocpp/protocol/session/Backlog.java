// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.protocol.session;

import io.gatewatt.loop.Row;
import io.gatewatt.loop.Table;
import io.gatewatt.ocpp.Action;
import io.gatewatt.ocpp.protocol.codec.FrameCodec;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The transaction messages that wait, oldest first. Only their keys are in memory, and the first of them: a station may be offline for weeks
 * and sample every few seconds. On the loop.
 */
final class Backlog {

    private static final Logger LOG = LoggerFactory.getLogger(Backlog.class);

    private final Function<String, Optional<Action<?, ?>>> actions;
    private final FrameCodec codec;
    private final Deque<Long> keys = new ArrayDeque<>();
    // Of the first key; null while it is not read.
    private Entry<?, ?> first;

    Backlog(Function<String, Optional<Action<?, ?>>> actions, FrameCodec codec) {
        this.actions = actions;
        this.codec = codec;
    }

    static String key(long number) {
        return String.format("%019d", number);
    }

    /** Takes over what is in the table. @return the highest number there; 0 when it is empty */
    long load(Table table) {
        long last = 0;
        for (String key : table.keys()) {
            try {
                last = Long.parseLong(key);
                keys.add(last);
            } catch (NumberFormatException e) {
                leaveOut(key, e);
            }
        }
        return last;
    }

    int size() {
        return keys.size();
    }

    /** The message to go out next; empty when there is none. Those that cannot be read are left out. */
    Optional<Entry<?, ?>> first(Table table) {
        while (first == null && !keys.isEmpty()) {
            String key = key(keys.peek());
            try {
                first = read(key, table.get(key).orElseThrow());
            } catch (RuntimeException e) {
                leaveOut(key, e);
                keys.removeFirst();
            }
        }
        return Optional.ofNullable(first);
    }

    private Entry<?, ?> read(String key, Row row) {
        String name = row.text("action");
        Action<?, ?> action = actions.apply(name)
                .orElseThrow(() -> new IllegalArgumentException("action '" + name + "' is not known"));
        return Entry.read(key, row, action, codec);
    }

    private static void leaveOut(String key, RuntimeException why) {
        LOG.error("stored transaction message {} cannot be read and is left out: {}", key, why.getMessage());
    }

    /** A message that has just been stored. */
    void add(long number, Entry<?, ?> entry) {
        if (keys.isEmpty()) {
            first = entry;
        }
        keys.add(number);
    }

    /** The first one is now so. */
    void replaceFirst(Entry<?, ?> entry) {
        first = entry;
    }

    void removeFirst() {
        keys.removeFirst();
        first = null;
    }
}
