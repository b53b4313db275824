// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.driver.modbusio;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.gatewatt.driver.DeviceException;
import io.gatewatt.driver.contract.Configuration;
import io.gatewatt.driver.contract.IndicatorContract;
import io.gatewatt.driver.contract.SimulatedBus;
import io.gatewatt.driver.contract.SimulatedDevice;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModbusLightTest extends IndicatorContract<ModbusLight> {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final SimulatedBus bus = new SimulatedBus();
    private final SimulatedBus.Unit module = bus.unit(1).coil(3, false);

    @Override
    public ModbusLight start() {
        return light(1, 3, false);
    }

    private ModbusLight light(int unit, int coil, boolean inverted) {
        return new ModbusLight(
                bus,
                Configuration.of(ModbusLight.Settings.class, Map.of("unit", unit, "coil", coil, "inverted", inverted)));
    }

    @Override
    public void stop(ModbusLight driver) throws DeviceException {
        driver.close();
    }

    @Override
    public SimulatedDevice device() {
        return bus;
    }

    private List<Integer> shown() {
        return bus.writes().stream().map(write -> write.values().get(0)).toList();
    }

    @ParameterizedTest
    @CsvSource({"0, false, false", "1, false, true", "100, false, true", "0, true, true", "1, true, false"})
    void aRelayIsOnOrOff(int percent, boolean inverted, boolean coil) throws DeviceException {
        ModbusLight driver = light(1, 3, inverted);
        driver.light(percent);
        assertEquals(coil, module.coil(3));
        driver.close();
    }

    @Test
    void aSignHasSoManyBlinks() throws DeviceException {
        ModbusLight driver = start();
        driver.light(100);
        driver.blink(3);
        List<Integer> expected = List.of(1, 0, 1, 0, 1, 0, 1);
        await().atMost(PATIENCE).until(this::shown, expected::equals);
        driver.close();
        assertEquals(expected, shown());
    }

    @Test
    void aLevelOfTheMeantimeIsShownAtTheEndOfASign() throws DeviceException {
        ModbusLight driver = start();
        driver.light(100);
        driver.blink(1);
        driver.light(0);
        await().atMost(PATIENCE).until(() -> shown().size() == 3);
        assertEquals(false, module.coil(3));
        driver.close();
    }

    @Test
    void aModuleThatWasAwayIsToldTheLevelWhenItIsBack() throws DeviceException {
        ModbusLight driver = start();
        bus.vanish();
        assertThrows(DeviceException.class, () -> driver.light(100));
        bus.comeBack();
        await().atMost(PATIENCE).until(() -> module.coil(3));
        driver.close();
    }

    @Test
    void aSignThatCannotBeginIsNotTheLast() throws DeviceException {
        ModbusLight driver = start();
        driver.light(100);
        bus.vanish();
        assertThrows(DeviceException.class, () -> driver.blink(2));
        bus.comeBack();
        driver.blink(1);
        List<Integer> darkThenBright = new ArrayList<>(List.of(1, 0, 1));
        await().atMost(PATIENCE).until(this::shown, darkThenBright::equals);
        driver.close();
    }

    @ParameterizedTest
    @CsvSource({"0, 0, unit is 0; 1..247 expected", "1, 65536, coil is 65536; 0..65535 expected"})
    void badSettingsAreToldInWords(int unit, int coil, String words) {
        assertEquals(
                words,
                assertThrows(IllegalArgumentException.class, () -> light(unit, coil, false))
                        .getMessage());
    }
}
