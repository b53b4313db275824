// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.protocol.wire;

import java.util.concurrent.atomic.AtomicReference;

/** An attempt that may be cancelled before there is anything to cancel. */
final class LateAttempt implements Wire.Attempt {

    private static final Wire.Attempt CANCELLED = () -> {};

    private final AtomicReference<Wire.Attempt> real = new AtomicReference<>();

    boolean cancelled() {
        return real.get() == CANCELLED;
    }

    void became(Wire.Attempt attempt) {
        if (!real.compareAndSet(null, attempt)) {
            attempt.cancel();
        }
    }

    @Override
    public void cancel() {
        Wire.Attempt attempt = real.getAndSet(CANCELLED);
        if (attempt != null) {
            attempt.cancel();
        }
    }
}
