// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.driver.simulated;

import io.gatewatt.bench.MeterRegisters;
import io.gatewatt.bench.VirtualConnector;
import io.gatewatt.driver.ChangeNotifier;
import io.gatewatt.driver.DeviceException;
import io.gatewatt.driver.EnergyMeter;
import io.gatewatt.measure.Measured;
import io.gatewatt.measure.MeterIdentity;
import io.gatewatt.measure.MeterReading;
import io.gatewatt.measure.Phase;
import io.gatewatt.measure.Quantity;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The meter of a virtual connector: registers to quantities. */
record SimulatedMeter(VirtualConnector connector) implements EnergyMeter, ChangeNotifier {

    private static final List<Phase> LINES = List.of(Phase.L1, Phase.L2, Phase.L3);
    private static final List<Phase> LINES_TO_N = List.of(Phase.L1_N, Phase.L2_N, Phase.L3_N);

    @Override
    public MeterIdentity identity() {
        return new MeterIdentity("Gatewatt", "virtual meter", connector.meterSerial());
    }

    @Override
    public MeterReading read() throws DeviceException {
        MeterRegisters registers;
        try {
            registers = connector.readMeter();
        } catch (IOException e) {
            throw new DeviceException("meter of connector " + connector.number() + " is silent: " + e.getMessage(), e);
        }
        if (Double.isNaN(registers.importWh())) {
            throw new DeviceException(
                    "meter of connector " + connector.number() + " answers without numbers; check its wiring");
        }
        List<Measured> values = new ArrayList<>();
        values.add(Measured.of(Quantity.POWER_ACTIVE_IMPORT, registers.powerW()));
        for (int line = 0; line < LINES.size(); line++) {
            values.add(new Measured(
                    Quantity.CURRENT_IMPORT, LINES.get(line), registers.amps().get(line)));
            values.add(new Measured(
                    Quantity.VOLTAGE, LINES_TO_N.get(line), registers.volts().get(line)));
        }
        return new MeterReading((long) registers.importWh(), values);
    }

    @Override
    public AutoCloseable onChange(Runnable hint) {
        return connector.onChange(hint);
    }
}
