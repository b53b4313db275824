// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.station.core;

import io.gatewatt.driver.Indicator;
import io.gatewatt.loop.Loop;
import io.gatewatt.station.LightRules;
import java.util.IdentityHashMap;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The lights of the station: as bright as the rules say, and blinking when a card was read. A light that fails is no fault of the station. */
final class Lights {

    private static final Logger LOG = LoggerFactory.getLogger(Lights.class);

    private final Loop loop;
    private final Lanes lanes;
    private final IdentityHashMap<Indicator, DeviceSlot<Indicator>> slots = new IdentityHashMap<>();
    private LightRules rules = LightRules.DEFAULT;

    Lights(Loop loop, Lanes lanes) {
        this.loop = loop;
        this.lanes = lanes;
    }

    void bind(Indicator light) {
        DeviceSlot<Indicator> slot = new DeviceSlot<>("light", loop, lanes, Timing.GRACE, () -> {}, () -> {});
        slots.put(light, slot);
        slot.bind(light);
        shine(slot);
    }

    void unbind(Indicator light) {
        DeviceSlot<Indicator> slot = slots.remove(light);
        if (slot != null) {
            slot.unbind(light);
        }
    }

    void rules(LightRules next) {
        rules = next;
        slots.values().forEach(this::shine);
    }

    /** Gives a sign. */
    void sign() {
        int times = rules.blinks();
        if (times > 0) {
            slots.values().forEach(slot -> tell(slot, "blink", light -> light.blink(times)));
        }
    }

    void close() {
        List.copyOf(slots.keySet()).forEach(this::unbind);
    }

    private void shine(DeviceSlot<Indicator> slot) {
        int percent = rules.percent();
        tell(slot, "light", light -> light.light(percent));
    }

    private static void tell(DeviceSlot<Indicator> slot, String what, Deed deed) {
        slot.call(what, Timing.DEADLINE, light -> {
                    deed.on(light);
                    return true;
                })
                .onFailure(why -> LOG.debug("{}", why.getMessage()));
    }

    private interface Deed {

        void on(Indicator light) throws Exception;
    }
}
