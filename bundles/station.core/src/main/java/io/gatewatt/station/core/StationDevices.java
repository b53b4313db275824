// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.station.core;

import io.gatewatt.driver.FaultSource;
import io.gatewatt.driver.Indicator;
import io.gatewatt.driver.PowerFailInput;
import io.gatewatt.station.ProcessControl;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Devices of the station as a whole, and the process it may end when the mains fails. Callbacks only post. */
@Component(
        service = {},
        immediate = true)
public final class StationDevices {

    private final StationComponent station;

    /** @param station whose devices they are */
    @Activate
    public StationDevices(@Reference StationComponent station) {
        this.station = station;
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addFaultSource(FaultSource source) {
        station.post("fault source comes", unit -> unit.faults().bind(source));
    }

    void removeFaultSource(FaultSource source) {
        station.post("fault source goes", unit -> unit.faults().unbind(source));
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addPowerFailInput(PowerFailInput input) {
        station.post("power-fail input comes", unit -> unit.power().inputs().bind(input));
    }

    void removePowerFailInput(PowerFailInput input) {
        station.post("power-fail input goes", unit -> unit.power().inputs().unbind(input));
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addIndicator(Indicator light) {
        station.post("light comes", unit -> unit.lights().bind(light));
    }

    void removeIndicator(Indicator light) {
        station.post("light goes", unit -> unit.lights().unbind(light));
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void setProcess(ProcessControl process) {
        station.post("process comes", unit -> unit.power().process(Optional.of(process)));
    }

    void unsetProcess(ProcessControl process) {
        station.post("process goes", unit -> unit.power().process(Optional.empty()));
    }
}
