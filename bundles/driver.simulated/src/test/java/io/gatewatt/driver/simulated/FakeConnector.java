// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.driver.simulated;

import io.gatewatt.bench.MeterRegisters;
import io.gatewatt.bench.VirtualConnector;
import io.gatewatt.driver.ConnectorReport;
import io.gatewatt.measure.PilotState;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/** A virtual connector that says what a test tells it. */
final class FakeConnector implements VirtualConnector {

    MeterRegisters registers = new MeterRegisters(0, 0, List.of(0.0, 0.0, 0.0), List.of(230.0, 230.0, 230.0));
    double offered = -1;
    Runnable hint = () -> {};
    Consumer<Boolean> button = emergency -> {};

    @Override
    public int number() {
        return 7;
    }

    @Override
    public ConnectorReport board() {
        return new ConnectorReport(PilotState.B, true, false, List.of());
    }

    @Override
    public void offer(double amps, int phases) {
        offered = amps * phases;
    }

    @Override
    public String meterSerial() {
        return "S7";
    }

    @Override
    public MeterRegisters readMeter() throws IOException {
        if (registers == null) {
            throw new IOException("no answer");
        }
        return registers;
    }

    @Override
    public AutoCloseable onChange(Runnable next) {
        hint = next;
        return () -> hint = () -> {};
    }

    @Override
    public AutoCloseable onPress(Consumer<Boolean> sink) {
        button = sink;
        return () -> button = emergency -> {};
    }
}
