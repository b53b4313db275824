package __PACKAGE__;

import io.gatewatt.driver.contract.Configuration;
import io.gatewatt.driver.contract.MeterContract;
import io.gatewatt.driver.contract.SimulatedBus;
import io.gatewatt.driver.contract.SimulatedDevice;
import java.util.Map;

/** The contract of every meter, on a bus in memory. */
class ExampleMeterTest extends MeterContract<ExampleMeter> {

    private final SimulatedBus bus = new SimulatedBus();

    ExampleMeterTest() {
        register(123_456);
        bus.unit(7).input(2, SimulatedBus.i32(11_000));
    }

    @Override
    public ExampleMeter start() {
        return new ExampleMeter(bus, Configuration.of(ExampleMeter.Settings.class, Map.of("unit", 7)));
    }

    @Override
    public SimulatedDevice device() {
        return bus;
    }

    @Override
    protected long register(long wattHours) {
        bus.unit(7).input(0, SimulatedBus.i32(wattHours));
        return wattHours;
    }
}
