// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.station.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gatewatt.driver.DeviceException;
import io.gatewatt.driver.Indicator;
import io.gatewatt.station.LightRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LightsTest {

    private final Rig rig = new Rig(true);
    private final List<String> seen = new ArrayList<>();
    private final Indicator light = new Indicator() {
        @Override
        public void light(int percent) {
            seen.add("light " + percent);
        }

        @Override
        public void blink(int times) {
            seen.add("blink " + times);
        }
    };

    @Test
    void asBrightAsTheRulesSay() {
        rig.does(() -> rig.station.lights(new LightRules(40, 2)));
        rig.does(() -> rig.station.lights().bind(light));
        rig.does(() -> rig.station.lights(new LightRules(70, 2)));
        rig.does(() -> rig.station.lights().unbind(light));
        rig.does(() -> rig.station.lights(new LightRules(90, 2)));
        assertEquals(List.of("light 40", "light 70"), seen);
    }

    @Test
    void aCardThatWasReadIsAnswered() {
        rig.does(() -> rig.station.lights().bind(light));
        rig.show("T1");
        rig.show("nobody");
        rig.does(() -> rig.station.lights(new LightRules(100, 0)));
        rig.show("T2");
        assertEquals(List.of("light 100", "blink 3", "blink 3", "light 100"), seen);
    }

    @Test
    void aLightThatFailsIsNoFault() {
        Indicator broken = new Indicator() {
            @Override
            public void light(int percent) throws DeviceException {
                throw new DeviceException("the lamp is out");
            }

            @Override
            public void blink(int times) {
                throw new IllegalStateException("defect");
            }
        };
        rig.does(() -> rig.station.lights().bind(broken));
        rig.plug(1);
        rig.show("T1");
        assertEquals("T1", rig.only().token().value());
        assertEquals(Optional.empty(), rig.station.snapshot().fault());
    }
}
