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
    private Optional<ProcessControl> process = Optional.empty();
    private boolean failing;
    private boolean leaving;
    private boolean down;

    /**
     * @param stopAll ends all transactions
     * @param allTold whether every transaction has ended and is settled
     */
    PowerGuard(Loop loop, Lanes lanes, Runnable stopAll, BooleanSupplier allTold) {
        this.loop = loop;
        this.inputs = new Listening<>("power-fail input", lanes, input -> input.listen(() -> loop.submit("power fail", this::fail)));
        this.stopAll = stopAll;
        this.allTold = allTold;
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
        if (!down) {
            down = true;
            loop.afterCommit(() -> process.ifPresentOrElse(
                    control -> control.restart("the mains failed"),
                    () -> LOG.warn("nobody can end the process; waiting for the supply to end")));
        }
    }
}
