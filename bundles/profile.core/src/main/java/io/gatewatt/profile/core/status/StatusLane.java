// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.profile.core.status;

import io.gatewatt.loop.Loop;
import io.gatewatt.loop.Timer;
import io.gatewatt.ocpp.CentralSystem;
import io.gatewatt.ocpp.NoAnswerException;
import io.gatewatt.ocpp.v16.StatusNotification;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The reports of one connector, in their order. While there is a connection each change that lasts long enough is reported; without one
 * nothing is kept but the present state, which goes out later if it is not what was last delivered. Only on the loop.
 */
final class StatusLane {

    private static final Logger LOG = LoggerFactory.getLogger(StatusLane.class);
    /** A status that the central system cannot process is told again after this. */
    private static final Duration RETRY = Duration.ofSeconds(10);
    /** More waiting reports than this are history that nobody wants. */
    private static final int LONGEST = 20;

    private final int connector;
    private final Loop loop;
    private final CentralSystem central;
    private final IntSupplier minimumSeconds;
    private final Deque<Report> waiting = new ArrayDeque<>();
    private Report current;
    private Report accounted;
    private Report delivered;
    private Duration currentSince = Duration.ZERO;
    private boolean sending;
    private boolean closed;
    private Timer stable = Timer.NONE;
    private Timer retry = Timer.NONE;

    /** @param minimumSeconds how long a status must last before it is reported, s */
    StatusLane(int connector, Loop loop, CentralSystem central, IntSupplier minimumSeconds) {
        this.connector = connector;
        this.loop = loop;
        this.central = central;
        this.minimumSeconds = minimumSeconds;
    }

    /** The connector is so now. The very first report goes out at once. */
    void show(Report now) {
        if (current != null && now.sameAs(current)) {
            return;
        }
        boolean first = current == null;
        current = now;
        currentSince = loop.uptime();
        if (first) {
            account();
        } else {
            reconsider();
        }
    }

    /** The central system asks: the present state is reported, however short it has lasted, and though it was told already. */
    void tell() {
        stable.cancel();
        if (current != null) {
            account();
        }
    }

    /** The minimum duration may have changed, or time has passed. */
    void reconsider() {
        stable.cancel();
        if (closed || current == null || accounted != null && current.sameAs(accounted)) {
            return;
        }
        Duration wait = currentSince.plusSeconds(minimumSeconds.getAsInt()).minus(loop.uptime());
        if (wait.isNegative() || wait.isZero()) {
            account();
        } else {
            stable = loop.after(wait, "status is stable", this::reconsider);
        }
    }

    /** The connection may have come or gone. */
    void linkChanged() {
        retry.cancel();
        send();
    }

    /** Whether everything that is to be reported has been delivered. */
    boolean settled() {
        return current == null || delivered != null && delivered.sameAs(current);
    }

    void close() {
        closed = true;
        stable.cancel();
        retry.cancel();
        waiting.clear();
    }

    /** The present state is to be reported. */
    private void account() {
        accounted = current;
        waiting.add(current);
        if (waiting.size() > LONGEST) {
            waiting.remove();
        }
        send();
    }

    private void send() {
        if (closed || sending) {
            return;
        }
        if (!central.link().online()) {
            waiting.clear();
            return;
        }
        if (waiting.isEmpty() && accounted != null && (delivered == null || !accounted.sameAs(delivered))) {
            waiting.add(accounted);
        }
        Report next = waiting.peek();
        if (next == null) {
            return;
        }
        sending = true;
        central.call(StatusNotification.ACTION, next.request(connector))
                .onSuccess(confirmation -> delivered(next))
                .onFailure(this::failed);
    }

    private void delivered(Report report) {
        sending = false;
        delivered = report;
        waiting.removeFirstOccurrence(report);
        send();
    }

    private void failed(Throwable why) {
        sending = false;
        if (closed) {
            return;
        }
        LOG.warn("status of connector {} could not be told: {}", connector, why.getMessage());
        // History is of no use once something went wrong: the present state follows.
        waiting.clear();
        if (!(why instanceof NoAnswerException) || central.link().online()) {
            retry.cancel();
            retry = loop.after(RETRY, "status again", this::send);
        }
    }
}
