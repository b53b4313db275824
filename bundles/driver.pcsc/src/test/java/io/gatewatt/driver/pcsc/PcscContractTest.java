// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.driver.pcsc;

import io.gatewatt.driver.contract.Configuration;
import io.gatewatt.driver.contract.ReaderContract;
import io.gatewatt.driver.contract.SimulatedDevice;
import io.gatewatt.driver.contract.SimulatedTerminals;
import java.util.Map;

class PcscContractTest extends ReaderContract<PcscReader> {

    private final SimulatedTerminals terminals = new SimulatedTerminals();

    @Override
    public PcscReader start() {
        return new PcscReader(terminals, Configuration.of(PcscReader.Settings.class, Map.of("terminal", "acr122u")));
    }

    @Override
    public void stop(PcscReader driver) throws Exception {
        driver.close();
    }

    @Override
    public SimulatedDevice device() {
        return terminals;
    }

    @Override
    protected void present(int card) {
        terminals.present("04A1B2C3D4E5F" + card);
    }

    /** A terminal tells a card once. */
    @Override
    protected void remove() {}
}
