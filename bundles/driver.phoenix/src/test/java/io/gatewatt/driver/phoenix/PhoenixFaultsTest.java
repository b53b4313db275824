// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.driver.phoenix;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gatewatt.measure.DeviceFault;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhoenixFaultsTest {

    @ParameterizedTest
    @CsvSource({
        "0x0000, ''",
        "0x0004, OTHER",
        "0x0008, OTHER",
        "0x0010, EV_COMMUNICATION",
        "0x0020, INTERNAL",
        "0x0040, CONNECTOR_LOCK",
        "0x0100, CONNECTOR_LOCK",
        "0x0800, OTHER",
        "0x1000, POWER_SWITCH",
        "0x2000, EV_COMMUNICATION",
        "0x8000, GROUND",
        "0x0003, ''",
        "0x9000, 'POWER_SWITCH GROUND'"
    })
    void blockingFaults(String register, String kinds) {
        List<DeviceFault> faults = PhoenixFaults.in(Integer.decode(register));
        assertEquals(
                kinds,
                String.join(" ", faults.stream().map(f -> f.kind().name()).toList()));
        faults.forEach(fault -> assertEquals(true, fault.blocking()));
    }

    @Test
    void aBoltThatDoesNotUnlockLeavesChargingPossible() {
        assertEquals(
                List.of(new DeviceFault(DeviceFault.Kind.CONNECTOR_LOCK, "24025.7", "bolt did not unlock", false)),
                PhoenixFaults.in(0x0080));
    }
}
