// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.driver.simulated;

import io.gatewatt.bench.VirtualConnector;
import io.gatewatt.driver.Capabilities;
import io.gatewatt.driver.ChangeNotifier;
import io.gatewatt.driver.ConnectorController;
import io.gatewatt.driver.ConnectorReport;
import io.gatewatt.driver.Setpoint;

/** The board of a virtual connector: set points to the pilot's duty cycle. */
record SimulatedController(VirtualConnector connector) implements ConnectorController, ChangeNotifier {

    /** What a pilot after IEC 61851-1 can offer. */
    private static final Capabilities CAPABILITIES = new Capabilities(6, 80, 3);

    @Override
    public Capabilities capabilities() {
        return CAPABILITIES;
    }

    @Override
    public ConnectorReport report() {
        return connector.board();
    }

    @Override
    public void apply(Setpoint wanted) {
        if (wanted instanceof Setpoint.Offer offer) {
            connector.offer(offer.amps(), offer.phases());
        } else {
            connector.offer(0, 1);
        }
    }

    @Override
    public AutoCloseable onChange(Runnable hint) {
        return connector.onChange(hint);
    }
}
