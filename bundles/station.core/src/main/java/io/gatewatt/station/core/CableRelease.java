// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.station.core;

import io.gatewatt.loop.Loop;
import io.gatewatt.loop.Timer;
import io.gatewatt.station.UnlockOutcome;
import org.osgi.util.promise.Promise;

/**
 * A release of the cable that was asked for: energy off, bolt out, outcome told, and only then the end of what ran. So the outcome is the
 * truth, and who asked can answer before anybody hears of the end. Only on the loop.
 */
final class CableRelease {

    private final Loop loop;
    private final ControllerUnit controller;
    private final LockUnit lock;
    private final Runnable begun;
    private final Runnable over;
    private boolean underWay;
    private Timer untold = Timer.NONE;

    /**
     * @param begun called when it begins: the energy has to go
     * @param over called when its outcome was told, or should have been: what ran has to end
     */
    CableRelease(Loop loop, ControllerUnit controller, LockUnit lock, Runnable begun, Runnable over) {
        this.loop = loop;
        this.controller = controller;
        this.lock = lock;
        this.begun = begun;
        this.over = over;
    }

    /** Whether it has begun and is not over: no energy, nothing starts, nothing else is told. */
    boolean underWay() {
        return underWay;
    }

    /** Begins. */
    Promise<UnlockOutcome> begin() {
        if (lock.none()) {
            return loop.promises().resolved(UnlockOutcome.NO_LOCK);
        }
        underWay = true;
        begun.run();
        return controller
                .whenOff()
                .then(off -> lock.release())
                .map(open -> UnlockOutcome.UNLOCKED)
                .recover(failed -> UnlockOutcome.FAILED)
                .onResolve(() -> {
                    untold.cancel();
                    untold = loop.after(Timing.TOLD, "unlock was told", this::told);
                });
    }

    /** Who asked was told. */
    void told() {
        untold.cancel();
        if (underWay) {
            underWay = false;
            over.run();
        }
    }

    void close() {
        untold.cancel();
    }
}
