// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.driver.simulated;

import io.gatewatt.bench.VirtualCharger;
import io.gatewatt.driver.ChangeNotifier;
import io.gatewatt.driver.Device;
import io.gatewatt.driver.FaultSource;
import io.gatewatt.driver.PowerFailInput;
import io.gatewatt.driver.TamperSwitch;
import io.gatewatt.measure.DeviceFault;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The inputs of the virtual charger that belong to no connector. */
@Component(service = {FaultSource.class, PowerFailInput.class, TamperSwitch.class, ChangeNotifier.class})
@Device(device_id = "enclosure", device_kind = "virtual enclosure")
public final class SimulatedEnclosure implements FaultSource, PowerFailInput, TamperSwitch, ChangeNotifier {

    private final VirtualCharger charger;

    /** @param charger the device */
    @Activate
    public SimulatedEnclosure(@Reference VirtualCharger charger) {
        this.charger = charger;
    }

    @Override
    public List<DeviceFault> faults() {
        return charger.faults();
    }

    @Override
    public boolean open() {
        return charger.enclosureOpen();
    }

    @Override
    public AutoCloseable listen(Runnable failing) {
        return charger.onPowerFail(failing);
    }

    @Override
    public AutoCloseable onChange(Runnable hint) {
        return charger.onChange(hint);
    }
}
