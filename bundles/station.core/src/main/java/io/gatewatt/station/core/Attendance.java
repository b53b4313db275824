// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.station.core;

import io.gatewatt.loop.Loop;
import io.gatewatt.loop.Timer;
import java.time.Duration;
import java.util.function.Supplier;

/** How long a connector waits for somebody: a leave to start for its cable, and a cable for its leave. Only on the loop. */
final class Attendance {

    private final int connector;
    private final Loop loop;
    private final Supplier<Duration> patience;
    private final Runnable over;
    private Duration since = Duration.ZERO;
    private Timer timeout = Timer.NONE;

    /**
     * @param patience the connection time-out in force; zero waits for ever
     * @param over called when a leave has waited that long
     */
    Attendance(int connector, Loop loop, Supplier<Duration> patience, Runnable over) {
        this.connector = connector;
        this.loop = loop;
        this.patience = patience;
        this.over = over;
    }

    /** Somebody did something here: put a cable in, or was let in. */
    void attended() {
        since = loop.uptime();
    }

    /** Whether nobody did for longer than the connection time-out. */
    boolean missed() {
        return !patience.get().isZero() && loop.uptime().minus(since).compareTo(patience.get()) >= 0;
    }

    /** Whether a leave to start waits now. */
    void pending(boolean waits) {
        if (!waits) {
            timeout.cancel();
            timeout = Timer.NONE;
        } else if (timeout == Timer.NONE && !patience.get().isZero()) {
            timeout = loop.after(patience.get(), "connection time-out " + connector, () -> {
                timeout = Timer.NONE;
                over.run();
            });
        }
    }
}
