// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.protocol.link;

import io.gatewatt.loop.Loop;
import io.gatewatt.loop.Timer;
import io.gatewatt.ocpp.protocol.wire.Wire;
import java.time.Duration;
import java.util.function.Consumer;

/** Pings the open connection by WebSocketPingInterval and says when a pong is missing. On the loop. */
final class PingWatch {

    private final Loop loop;
    private final Consumer<String> missed;
    private Timing timing = Timing.DEFAULT;
    private Wire.Connection connection;
    private Timer next = Timer.NONE;
    private Timer limit = Timer.NONE;
    private boolean waiting;

    PingWatch(Loop loop, Consumer<String> missed) {
        this.loop = loop;
        this.missed = missed;
    }

    void timing(Timing wanted) {
        boolean changed = !wanted.pingInterval().equals(timing.pingInterval());
        timing = wanted;
        if (changed) {
            arm();
        }
    }

    void start(Wire.Connection opened) {
        stop();
        connection = opened;
        arm();
    }

    void stop() {
        connection = null;
        next.cancel();
        pong();
    }

    void pong() {
        limit.cancel();
        waiting = false;
    }

    void probe() {
        if (connection != null && !waiting) {
            ping();
        }
    }

    private void arm() {
        next.cancel();
        if (connection != null && !timing.pingInterval().isZero()) {
            next = loop.after(timing.pingInterval(), "ping", () -> {
                arm();
                probe();
            });
        }
    }

    private void ping() {
        Duration interval = timing.pingInterval();
        Duration patience = interval.isZero() || interval.compareTo(timing.messageTimeout()) > 0
                ? timing.messageTimeout()
                : interval;
        waiting = true;
        String words = "no pong within " + patience.toSeconds() + " s: the link is dead";
        limit = loop.after(patience, "pong missing", () -> missed.accept(words));
        connection.ping();
    }
}
