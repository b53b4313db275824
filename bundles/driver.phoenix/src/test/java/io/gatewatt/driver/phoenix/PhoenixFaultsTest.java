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
        "0x0002, OTHER",
        "0x0004, OTHER",
        "0x0008, EV_COMMUNICATION",
        "0x0010, INTERNAL",
        "0x0020, CONNECTOR_LOCK",
        "0x0080, CONNECTOR_LOCK",
        "0x0400, OTHER",
        "0x0800, POWER_SWITCH",
        "0x1000, EV_COMMUNICATION",
        "0x4000, GROUND",
        "0x8000, GROUND",
        "0x0301, ''",
        "0x4800, 'POWER_SWITCH GROUND'"
    })
    void blockingFaults(String register, String kinds) {
        List<DeviceFault> faults = PhoenixFaults.in(Integer.decode(register));
        assertEquals(
                kinds,
                String.join(" ", faults.stream().map(f -> f.kind().name()).toList()));
        faults.forEach(fault -> assertEquals(true, fault.blocking()));
    }

    @Test
    void codeAndWordsFitIntoAStatusNotification() {
        PhoenixFaults.in(0xFFFF).forEach(fault -> {
            assertEquals(true, fault.info().length() <= 50, fault.info());
            assertEquals(true, fault.vendorCode().matches("24025\\.[0-9]+"), fault.vendorCode());
        });
    }

    @Test
    void aBoltThatDoesNotUnlockLeavesChargingPossible() {
        assertEquals(
                List.of(new DeviceFault(DeviceFault.Kind.CONNECTOR_LOCK, "24025.7", "bolt did not unlock", false)),
                PhoenixFaults.in(0x0040));
    }
}
