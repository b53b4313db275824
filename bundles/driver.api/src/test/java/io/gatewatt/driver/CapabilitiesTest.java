// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CapabilitiesTest {

    private final Capabilities able = new Capabilities(6, 32, 3);

    @ParameterizedTest
    @CsvSource({"32, 32", "1e9, 32", "32.9, 32", "31.99, 31", "6.9, 6", "6, 6", "5.99, 0", "0.1, 0"})
    void wholeAmperes(double offered, int commanded) {
        assertEquals(commanded, able.wholeAmps(new Setpoint.Offer(offered, 3)));
    }

    @Test
    void offIsNothing() {
        assertEquals(0, able.wholeAmps(new Setpoint.Off()));
    }

    @Test
    void aSettingOutOfBoundsIsToldInWords() {
        assertEquals(247, Setting.within("unit", 247, 1, 247));
        IllegalArgumentException why =
                assertThrows(IllegalArgumentException.class, () -> Setting.within("unit", 0, 1, 247));
        assertEquals("unit is 0; 1..247 expected", why.getMessage());
    }
}
