// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.driver.simulated;

import io.gatewatt.bench.VirtualCharger;
import io.gatewatt.driver.Device;
import io.gatewatt.driver.Indicator;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The light of the virtual charger. */
@Component(service = Indicator.class)
@Device(device_id = "light", device_kind = "virtual light")
public final class SimulatedIndicator implements Indicator {

    private final VirtualCharger charger;

    /** @param charger the device */
    @Activate
    public SimulatedIndicator(@Reference VirtualCharger charger) {
        this.charger = charger;
    }

    @Override
    public void light(int percent) {
        charger.light(percent);
    }

    @Override
    public void blink(int times) {
        charger.blink(times);
    }
}
