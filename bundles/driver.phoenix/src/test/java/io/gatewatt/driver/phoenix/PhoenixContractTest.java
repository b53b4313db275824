// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.driver.phoenix;

import io.gatewatt.driver.contract.Configuration;
import io.gatewatt.driver.contract.ControllerContract;
import io.gatewatt.driver.contract.SimulatedBus;
import io.gatewatt.driver.contract.SimulatedDevice;
import java.util.Map;

class PhoenixContractTest extends ControllerContract<PhoenixController> {

    private final SimulatedBus bus = new SimulatedBus();
    private final PhoenixBoard board = new PhoenixBoard(bus, 1);

    @Override
    public PhoenixController start() {
        return new PhoenixController(bus, Configuration.of(PhoenixController.Settings.class, Map.of()));
    }

    @Override
    public SimulatedDevice device() {
        return bus;
    }

    @Override
    protected double offered() {
        return board.offered();
    }
}
