// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.protocol.session;

import io.gatewatt.loop.Loop;
import io.gatewatt.ocpp.Frame.Direction;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Writes the frame log: knows which call an answer belongs to and how long it took. On the loop. */
final class WireTap {

    private static final int MOST_OPEN = 200;

    private final Loop loop;
    private final FrameRing ring;
    private final Map<String, Asked> own = new HashMap<>();
    private final Map<String, Asked> theirs = new HashMap<>();

    WireTap(Loop loop, FrameRing ring) {
        this.loop = loop;
        this.ring = ring;
    }

    void connected() {
        own.clear();
        theirs.clear();
    }

    void ownCall(String id, String action, String text) {
        remember(own, id, action);
        add(Direction.SENT, action, text, -1);
    }

    void theirCall(String id, String action, String text) {
        remember(theirs, id, action);
        add(Direction.RECEIVED, action, text, -1);
    }

    void ownAnswer(String id, String text) {
        answer(theirs, id, Direction.SENT, text);
    }

    void theirAnswer(String id, String text) {
        answer(own, id, Direction.RECEIVED, text);
    }

    void noise(String text) {
        add(Direction.RECEIVED, "", text, -1);
    }

    // A side that never answers must not fill the memory.
    private void remember(Map<String, Asked> calls, String id, String action) {
        if (calls.size() >= MOST_OPEN) {
            calls.clear();
        }
        calls.put(id, new Asked(action, loop.uptime()));
    }

    private void answer(Map<String, Asked> calls, String id, Direction direction, String text) {
        Asked asked = calls.remove(id);
        if (asked == null) {
            add(direction, "", text, -1);
        } else {
            add(direction, asked.action, text, loop.uptime().minus(asked.at).toMillis());
        }
    }

    private void add(Direction direction, String action, String text, long millis) {
        ring.add(loop.clock().instant(), direction, action, text, millis);
    }

    private record Asked(String action, Duration at) {}
}
