// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.process;

import io.gatewatt.station.ProcessControl;
import org.osgi.service.component.annotations.Component;

/** Restarts the process by an exit code that its supervisor knows. */
@Component
public final class Restart implements ProcessControl {

    /** Exit code that means: start me again. */
    static final int START_AGAIN = 75;

    private final OrderlyExit exit = OrderlyExit.ofThisProcess();

    @Override
    public void restart(String why) {
        exit.leave(START_AGAIN, why);
    }
}
