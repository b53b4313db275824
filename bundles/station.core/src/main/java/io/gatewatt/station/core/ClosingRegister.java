// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.station.core;

import io.gatewatt.loop.Loop;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gets the closing register of a stopped transaction: after the contactor has opened, from the meter if it answers within the grace, else
 * the last one known. A meter that is away may be in the middle of a swap, and after a power cut it may still begin; one that was there and
 * only fails is not waited for that long. Only on the loop.
 */
final class ClosingRegister {

    private static final Logger LOG = LoggerFactory.getLogger(ClosingRegister.class);

    private final int connector;
    private final Loop loop;
    private final MeterUnit meter;
    private final ControllerUnit controller;
    private final Consumer<SessionEvent.Closed> closed;
    private Duration since = Duration.ZERO;
    private Duration nextTry = Duration.ZERO;
    private boolean reading;
    private long lease;
    private int failures;

    /**
     * @param closed is given the register
     */
    ClosingRegister(
            int connector,
            Loop loop,
            MeterUnit meter,
            ControllerUnit controller,
            Consumer<SessionEvent.Closed> closed) {
        this.connector = connector;
        this.loop = loop;
        this.meter = meter;
        this.controller = controller;
        this.closed = closed;
    }

    /** A transaction was stopped now, or is found stopped. */
    void begin() {
        since = loop.uptime();
        nextTry = since;
        failures = 0;
    }

    /** Goes on; called at every change while a transaction is ending. */
    void look(SessionState.Ending ending) {
        if (reading) {
            return;
        }
        Duration now = loop.uptime();
        Duration waited = now.minus(since);
        if (meter.slot().lease() != lease) {
            lease = meter.slot().lease();
            failures = 0;
        }
        if (waited.compareTo(Timing.GRACE) >= 0 || !ending.cutOff() && failures >= Timing.CLOSING_TRIES) {
            long register = meter.register().orElse(ending.transaction().startWh());
            LOG.warn(
                    "connector {}: no closing register within {} s; the last one known is {} Wh",
                    connector,
                    waited.toSeconds(),
                    register);
            closed.accept(new SessionEvent.Closed(register, meter.lastSample()));
            return;
        }
        boolean open = controller.offSeen() || waited.compareTo(Timing.CONTACTOR) >= 0;
        if (!open || meter.slot().device().isEmpty() || now.compareTo(nextTry) < 0) {
            return;
        }
        reading = true;
        Instant lastSample = meter.lastSample();
        meter.read()
                .onSuccess(sample -> {
                    reading = false;
                    closed.accept(new SessionEvent.Closed(sample.reading().importWh(), lastSample));
                })
                .onFailure(why -> {
                    reading = false;
                    failures++;
                    nextTry = loop.uptime().plus(Timing.RETRY);
                    LOG.debug("connector {}: closing register: {}", connector, why.getMessage());
                });
    }
}
