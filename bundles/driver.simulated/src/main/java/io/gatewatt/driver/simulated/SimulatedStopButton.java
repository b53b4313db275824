// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.driver.simulated;

import io.gatewatt.bench.VirtualConnector;
import io.gatewatt.driver.StopButton;
import java.util.function.Consumer;

/** The stop button of a virtual connector. */
record SimulatedStopButton(VirtualConnector connector) implements StopButton {

    @Override
    public AutoCloseable listen(Consumer<Press> sink) {
        return connector.onPress(emergency -> sink.accept(emergency ? Press.EMERGENCY : Press.STOP));
    }
}
