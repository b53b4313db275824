// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.driver.openevse;

import io.gatewatt.driver.contract.Configuration;
import io.gatewatt.driver.contract.ControllerContract;
import io.gatewatt.driver.contract.SimulatedDevice;
import io.gatewatt.driver.contract.SimulatedLine;
import java.util.Map;

class OpenEvseContractTest extends ControllerContract<OpenEvse> {

    private final RapiBoard board = new RapiBoard();
    private final SimulatedLine line = new SimulatedLine(board);

    @Override
    public OpenEvse start() {
        return new OpenEvse(line, Configuration.of(OpenEvse.Settings.class, Map.of()));
    }

    @Override
    public SimulatedDevice device() {
        return line;
    }

    @Override
    protected double offered() {
        return board.offered();
    }
}
