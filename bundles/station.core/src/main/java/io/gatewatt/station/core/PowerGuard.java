// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.station.core;

import io.gatewatt.driver.PowerFailInput;
import io.gatewatt.loop.Loop;
import io.gatewatt.station.ProcessControl;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The mains fails and the backup supply lasts a moment: stop all, tell it if there is time, go down in good order. Only on the loop. */
final class PowerGuard {

    private static final Logger LOG = LoggerFactory.getLogger(PowerGuard.class);

    private final Loop loop;
    private final Listening<PowerFailInput> inputs;
    private final Runnable stopAll;
    private final BooleanSupplier allTold;
    private final Runnable goesOn;
    private Optional<ProcessControl> process = Optional.empty();
    private boolean failing;
    private boolean leaving;
    private boolean down;

    /**
     * @param stopAll ends all transactions
     * @param allTold whether every transaction has ended and is settled
     * @param goesOn called when the supply did not end after all
     */
    PowerGuard(Loop loop, Lanes lanes, Runnable stopAll, BooleanSupplier allTold, Runnable goesOn) {
        this.loop = loop;
        this.inputs = new Listening<>(
                "power-fail input", lanes, input -> input.listen(() -> loop.submit("power fail", this::fail)));
        this.stopAll = stopAll;
        this.allTold = allTold;
        this.goesOn = goesOn;
    }

    /** What tells of the failure. */
    Listening<PowerFailInput> inputs() {
        return inputs;
    }

    /** The process to end; none when there is nobody to start it again. */
    void process(Optional<ProcessControl> control) {
        process = control;
    }

    /** Whether the mains is failing: nothing starts any more. */
    boolean failing() {
        return failing;
    }

    /** The mains fails. */
    void fail() {
        if (failing) {
            return;
        }
        LOG.warn("the mains fails: all transactions are ended");
        failing = true;
        boolean idle = allTold.getAsBoolean();
        stopAll.run();
        loop.after(Timing.POWER_FAIL, "power fail", this::goDown);
        if (idle) {
            goDown();
        }
    }

    /** Transactions have changed. Settled means queued: sending takes a moment more. */
    void look() {
        if (failing && !leaving && allTold.getAsBoolean()) {
            leaving = true;
            loop.after(Timing.TELL, "power fail", this::goDown);
        }
    }

    private void goDown() {
        if (down) {
            return;
        }
        down = true;
        loop.after(Timing.MAINS_BACK, "mains back", this::goOn);
        loop.afterCommit(() -> process.ifPresentOrElse(
                control -> control.restart("the mains failed"),
                () -> LOG.warn("nobody can end the process; waiting for the supply to end")));
    }

    /** Still alive: the mains is back. */
    private void goOn() {
        LOG.warn("the supply did not end; the station goes on");
        failing = false;
        leaving = false;
        down = false;
        goesOn.run();
    }
}
